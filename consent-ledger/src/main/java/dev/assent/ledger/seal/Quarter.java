package dev.assent.ledger.seal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;

/** The calendar quarter (UTC) that a data key is for, as year × 10 + quarter: 20264 is October to December 2026. */
public final class Quarter {

    private static final int YEAR = 10;

    private Quarter() {}

    /** The quarter of a time. */
    public static int of(Instant time) {
        ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
        return utc.getYear() * YEAR + utc.get(IsoFields.QUARTER_OF_YEAR);
    }
}
