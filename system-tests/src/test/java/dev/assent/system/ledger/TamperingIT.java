package dev.assent.system.ledger;

import dev.assent.system.platform.Crowd;
import dev.assent.system.platform.LedgerRows;
import dev.assent.system.platform.LedgerRows.Place;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import dev.assent.verify.report.LogResult;
import dev.assent.verify.report.Outcome;
import dev.assent.verify.report.Progress;
import dev.assent.verify.report.Report;
import dev.assent.verify.stored.Database;
import dev.assent.verify.stored.FullCheck;
import dev.assent.verify.stored.KeyEncryptionKeys;
import dev.assent.verify.stored.Since;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whatever a superuser changes in the database, {@code verify --full} says where. */
@OnPlatform
class TamperingIT {

    /** Enough that some log has a full tile, with every entry that is bent below it. */
    private static final int CHOICES = 1_600;

    private static final int TILE = 256;

    enum Crime {
        SEALED_EVENT("evidence.entries", "idx = %2$d", update("sealed", bit("sealed", 13))),
        COMMITMENT("evidence.entries", "idx = %2$d", update("commitment", bit("commitment", 31))),
        RECEIPT_TAG("evidence.entries", "idx = %2$d", update("receipt_tag", bit("receipt_tag", 0))),
        EVENT_ID("evidence.entries", "idx = %2$d", update("event_id", "gen_random_uuid()")),
        KIND("evidence.entries", "idx = %2$d", update("kind", "2")),
        SEQUENCE("evidence.entries", "idx = %2$d", update("sequence", "sequence + 1")),
        WHOSE_KEY("evidence.entries", "idx = %2$d", update("key_no", "key_no - 1")),
        ENTRY_GONE("evidence.entries", "idx = %2$d", "DELETE FROM %1$s WHERE idx = %2$d"),
        ENTRIES_SWAPPED("evidence.entries", "idx IN (%2$d, %2$d + 1)", """
                UPDATE %1$s a SET commitment = b.commitment, receipt_tag = b.receipt_tag, sealed = b.sealed FROM %1$s b
                WHERE a.idx IN (%2$d, %2$d + 1) AND b.idx IN (%2$d, %2$d + 1) AND a.idx <> b.idx"""),
        TILE_HASH(
                "evidence.tiles",
                "level = 0 AND n = 0",
                "UPDATE %1$s SET hashes ="
                        + " set_byte(hashes, %2$d * 32, get_byte(hashes, %2$d * 32) # 1) WHERE level = 0 AND n = 0"),
        DATA_KEY(
                "keys.data_keys",
                "key_no = %2$d",
                "UPDATE %1$s SET wrapped = " + bit("wrapped", 60) + " WHERE key_no = %2$d"),
        SOMEBODY_ELSES_KEY(
                "keys.data_keys",
                "key_no = %2$d",
                "UPDATE %1$s SET subject = reverse(subject)" + " WHERE key_no = %2$d"),
        KEY_GONE("keys.data_keys", "key_no = %2$d", "DELETE FROM %1$s WHERE key_no = %2$d");

        private final String table;
        private final String where;
        private final String change;

        Crime(String table, String where, String change) {
            this.table = table;
            this.where = where;
            this.change = change;
        }

        private static String update(String column, String value) {
            return "UPDATE %1$s SET " + column + " = " + value + " WHERE idx = %2$d";
        }

        private static String bit(String column, int place) {
            return "set_byte(%1$s, %2$d, get_byte(%1$s, %2$d) # 1)".formatted(column, place);
        }
    }

    /** What no single entry shows; the log is named all the same. */
    enum CrimeBesideTheEntries {
        BATCH_ROOT("evidence.batches", "UPDATE evidence.batches SET root = set_byte(root, 0, get_byte(root, 0) # 1)"),
        BATCH_GONE("evidence.batches", "DELETE FROM evidence.batches"),
        BATCH_COUNT("evidence.batches", "UPDATE evidence.batches SET offset_to = offset_to + 1, gaps = gaps + 1"),
        CHECKPOINT_NOTE("evidence.checkpoints", "UPDATE evidence.checkpoints SET note = replace(note, '1', '2')"),
        CHECKPOINT_ROOT(
                "evidence.checkpoints",
                "UPDATE evidence.checkpoints SET root = set_byte(root, 0, get_byte(root, 0) # 1)"),
        FALSE_TOMBSTONE(
                "evidence.tombstones",
                "INSERT INTO evidence.tombstones (log_id, key_no, idx) VALUES (%1$d, %2$d, %2$d)");

        private final String table;
        private final String change;

        CrimeBesideTheEntries(String table, String change) {
            this.table = table;
            this.change = change;
        }

        /** The row by its key, which no crime changes. */
        private String where(Place place, LedgerRows rows) throws SQLException {
            String log = "log_id = " + place.logId();
            return log
                    + switch (this) {
                        case BATCH_ROOT, BATCH_GONE ->
                            " AND offset_from = "
                                    + rows.number("SELECT max(offset_from) FROM evidence.batches WHERE " + log
                                            + " AND size_before <= " + place.index());
                        // The last one, since two batches cannot end at one offset.
                        case BATCH_COUNT ->
                            " AND offset_from = "
                                    + rows.number("SELECT max(offset_from) FROM evidence.batches WHERE " + log);
                        case CHECKPOINT_NOTE, CHECKPOINT_ROOT ->
                            " AND size = " + rows.number("SELECT max(size) FROM evidence.checkpoints WHERE " + log);
                        case FALSE_TOMBSTONE -> " AND key_no = " + place.index();
                    };
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyChangedEntryIsNamed(Crime crime, PlatformUnderTest platform) throws Exception {
        try (LedgerRows rows = new LedgerRows(platform)) {
            Place place = place(platform, rows);
            String table = place.partitionOf(crime.table);
            String where = crime.where.formatted(table, place.index());
            try (LedgerRows.Tampering _ = rows.tamper(table, where, crime.change.formatted(table, place.index()))) {
                LogResult result = firstTampered(platform);

                assertThat(result.log()).isEqualTo(place.log());
                assertThat(result.first()).hasValueSatisfying(first -> assertThat(first.index())
                        .as(result.findings().toString())
                        .isEqualTo(place.index()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatStandsBesideTheEntriesIsHeldAgainstThem(CrimeBesideTheEntries crime, PlatformUnderTest platform)
            throws Exception {
        try (LedgerRows rows = new LedgerRows(platform)) {
            Place place = place(platform, rows);
            String where = crime.where(place, rows);
            String change = crime.change.formatted(place.logId(), place.index());
            try (LedgerRows.Tampering _ = rows.tamper(
                    crime.table, where, change.startsWith("INSERT") ? change : change + " WHERE " + where)) {
                assertThat(firstTampered(platform).log()).isEqualTo(place.log());
            }
        }
    }

    @AfterAll
    static void everythingIsWholeAgain(PlatformUnderTest platform) throws Exception {
        Report report = check(platform);

        assertThat(report.outcome()).as(report.logs().toString()).isEqualTo(Outcome.WHOLE);
    }

    private static LogResult firstTampered(PlatformUnderTest platform) throws Exception {
        Report report = check(platform);
        assertThat(report.outcome()).as(report.logs().toString()).isEqualTo(Outcome.TAMPERED);
        return report.logs().stream()
                .filter(log -> log.outcome() == Outcome.TAMPERED)
                .findFirst()
                .orElseThrow();
    }

    /** In this process: the many runs of this class need not each start a program. */
    private static Report check(PlatformUnderTest platform) throws Exception {
        Map<String, String> environment = platform.verifier().environment();
        return new FullCheck(
                        Database.of(environment),
                        KeyEncryptionKeys.of(environment),
                        platform.pinnedKeys(),
                        platform.checkpoints(),
                        Since.BEGINNING,
                        Progress.SILENT)
                .run();
    }

    private static Place place(PlatformUnderTest platform, LedgerRows rows) throws Exception {
        if (rows.entries() < CHOICES) {
            long before = rows.entries();
            try (Site site = new Site(platform, Site.SMARTSUPP);
                    Crowd crowd = Crowd.choosing(site, CHOICES)) {
                int taken = Crowd.taken(crowd.answers()).size();
                await().atMost(Duration.ofSeconds(60)).until(() -> rows.entries() >= before + taken);
            }
        }
        return rows.keyHolderBelow(TILE);
    }
}
