package dev.assent.ledger.receipt;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Commitment;
import dev.assent.events.EventCodec;
import dev.assent.events.Method;
import dev.assent.events.ProducerPosition;
import dev.assent.events.SitePublished;
import dev.assent.events.Surface;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Receipts of choices on a small site, as the ledger has them. */
final class SampleReceipts {

    static final Instant RECORDED = Instant.parse("2026-11-22T17:00:00.123Z");
    static final Instant UNTIL = Instant.parse("2027-05-22T17:00:00.123Z");
    static final String HASH = "ab".repeat(32);
    static final String SALT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    private SampleReceipts() {}

    static ChoiceRecorded choice(Action action, Map<String, Answer> answers, ChoiceRecorded.Imported imported) {
        return new ChoiceRecorded(
                "019a0000-0000-7000-8000-000000000001",
                "smartsupp",
                "ih6R29DgFvVleBe-3WIBUeZlKGQyVs50dOqVgHgMDe0",
                RECORDED,
                null,
                false,
                UNTIL,
                1,
                HASH,
                false,
                null,
                "fr",
                Surface.BANNER,
                Method.CLICK,
                action,
                1L,
                new TreeMap<>(answers),
                null,
                null,
                null,
                null,
                imported,
                SALT,
                new ProducerPosition("5f0c1c52-6c1d-4c55-9b53-1a52e1c1a001", 42));
    }

    static Receipt receipt(ChoiceRecorded choice) {
        byte[] event = EventCodec.write(choice);
        try {
            return new Receipt(
                    "1-3",
                    42,
                    event,
                    new JsonMapper().readTree(event),
                    Commitment.of(event),
                    List.of(new byte[32]),
                    "ledger.test/assent/1-3\n43\nAAAA\n\n— ledger.test/assent/1-3 AAAA\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SitePublished site(int version) {
        return new SitePublished(
                "019a0000-0000-7000-8000-00000000000d",
                "smartsupp",
                RECORDED,
                version,
                version == 1 ? HASH : "cd".repeat(32),
                "Smartsupp",
                new SitePublished.Controller("Smartsupp.com, s.r.o.", "CZ", "Brno", "dpo@smartsupp.test", Map.of()),
                List.of("https://www.smartsupp.test"),
                List.of("fr"),
                "Europe/Prague",
                true,
                Period.ofMonths(6),
                new SitePublished.Notice(
                        List.of(
                                purpose("statistics", "Statistiques", false),
                                purpose("marketing", "Publicité", false),
                                purpose("necessary", "Nécessaire", true)),
                        List.of(new SitePublished.Vendor(
                                "analytics",
                                "Analytics Ltd",
                                "IE",
                                List.of("statistics"),
                                "https://vendor.test/privacy")),
                        Map.of()),
                Map.of("cookie-policy", "https://registry.test/v1/sites/smartsupp/documents/cookie-policy"),
                List.of(new SitePublished.AcceptedVersion(
                        1, HASH, RECORDED, Map.of("statistics", false), List.of("analytics"), Period.ofMonths(6))));
    }

    private static SitePublished.Purpose purpose(String id, String name, boolean exempt) {
        return new SitePublished.Purpose(id, exempt, Map.of("fr", name), Map.of("fr", name + "."));
    }
}
