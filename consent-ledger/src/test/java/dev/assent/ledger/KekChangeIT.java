package dev.assent.ledger;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.PostgresPart;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.SitePublished;
import dev.assent.events.SubjectRequestIssued.Decision;
import dev.assent.events.SubjectRequestIssued.Right;
import dev.assent.ledger.platform.AnsweringLedger;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The packaged service gets another key-encryption key as docs/operations.md says: everything that the old one wraps (keys of
 * people, of kept proofs and of packages) is wrapped anew while it runs, and then the old one may go.
 */
class KekChangeIT {

    private static final String SITE = "smartwork";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECOND = "CgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo=";
    private static final Map<String, String> BOTH =
            Map.of("assent.ledger.kek.current", "k2", "assent.ledger.kek.keys.k2", SECOND);

    @TempDir
    Path directory;

    @Test
    void afterEverythingIsWrappedAnewTheOldKeyIsNeededNoMore() throws Exception {
        try (KafkaPart kafka = KafkaPart.startTemporary(LedgerParts.LOGS);
                PostgresPart postgres = PostgresPart.startTemporary();
                Intake intake = new Intake(kafka.bootstrapServers(), Map.of())) {
            Database database = postgres.createDatabase("ledger");
            intake.publish(
                    SITE, "https://www.smartwork.test", null, new SitePublished.Evidence(Period.ofDays(9), "claims"));
            Visitor asks = Visitor.on(SITE);
            Visitor erased = Visitor.on(SITE);
            ChoiceRecorded choice = asks.chooses(1L, Answer.GRANTED);
            intake.send(choice);
            intake.send(erased.chooses(1L, Answer.GRANTED));
            try (AnsweringLedger ledger = start(kafka, database, Map.of())) {
                await().atMost(PATIENCE)
                        .until(() -> ledger.get(Visitor.receiptOf(choice)).statusCode() == 200);
                intake.ask(Right.ACCESS, "case-1", asks.subject());
                intake.ask(Right.ERASURE, Decision.KEEP_PROOFS, "case-2", erased.subject());
                await().atMost(PATIENCE)
                        .until(() -> under(postgres, "k1", "erasure.packages") == 1
                                && under(postgres, "k1", "restricted.cases") == 1);
            }

            try (AnsweringLedger ledger = start(kafka, database, BOTH)) {
                await().atMost(PATIENCE)
                        .until(() ->
                                under(postgres, "k1", "erasure.packages", "restricted.cases", "keys.data_keys") == 0);
                assertThat(ledger.get(Visitor.receiptOf(choice)).statusCode()).isEqualTo(200);
            }

            // It would not start if anything were still wrapped by the old key, or by another one under the new one's
            // name.
            Map<String, String> secondOnly = new HashMap<>(BOTH);
            secondOnly.put("assent.ledger.kek.keys.k1", "");
            try (AnsweringLedger ledger = start(kafka, database, secondOnly)) {
                assertThat(ledger.get(Visitor.receiptOf(choice)).statusCode()).isEqualTo(200);
                assertThat(under(postgres, "k2", "erasure.packages")).isOne();
                assertThat(under(postgres, "k2", "restricted.cases")).isOne();
            }
            assertThat(Files.readString(log())).doesNotContain("is missing");
        }
    }

    private AnsweringLedger start(KafkaPart kafka, Database database, Map<String, String> keys) {
        Map<String, String> settings = new HashMap<>(keys);
        settings.put("assent.ledger.kek.rewrap.interval", "1s");
        return AnsweringLedger.start(log(), kafka, database, settings);
    }

    private Path log() {
        return directory.resolve("ledger.log");
    }

    private static long under(PostgresPart postgres, String kek, String... tables) throws SQLException {
        long count = 0;
        try (Connection superuser = postgres.superuser("ledger");
                Statement statement = superuser.createStatement()) {
            for (String table : tables) {
                try (ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM %s WHERE kek_id = '%s'".formatted(table, kek))) {
                    row.next();
                    count += row.getLong(1);
                }
            }
        }
        return count;
    }
}
