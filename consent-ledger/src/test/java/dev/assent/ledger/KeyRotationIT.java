package dev.assent.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.PostgresPart;
import dev.assent.events.Answer;
import dev.assent.events.Commitment;
import dev.assent.events.EventCodec;
import dev.assent.events.LogKeyRotated;
import dev.assent.ledger.log.NoteKey;
import dev.assent.ledger.log.NoteSigner;
import dev.assent.ledger.log.SignedNote;
import dev.assent.ledger.platform.AnsweringLedger;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A log's key gives way to another: by an entry that both sign, and so that whoever knows only the old one can follow. */
class KeyRotationIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Visitor VISITOR = Visitor.on("smartwork");
    private static final String LOG = "1-" + VISITOR.partition();
    private static final String ORIGIN = "ledger.test/assent/" + LOG;
    private static final String NEW_SEED = "CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg=";
    private static final NoteSigner OLD = signer(LedgerParts.SIGNING_KEY);
    private static final NoteSigner NEW = signer(NEW_SEED);

    @TempDir
    Path directory;

    @Test
    void aLogChangesItsKeyAndGoesOn() throws Exception {
        try (KafkaPart kafka = KafkaPart.startTemporary(LedgerParts.LOGS);
                PostgresPart postgres = PostgresPart.startTemporary();
                Intake intake = new Intake(kafka.bootstrapServers(), Map.of())) {
            Database database = postgres.createDatabase("ledger");
            Path log = directory.resolve("ledger.log");

            try (AnsweringLedger ledger = AnsweringLedger.start(log, kafka, database, Map.of())) {
                await().atMost(PATIENCE).until(() -> ledger.size(LOG) == 0);
                intake.send(VISITOR.chooses(1L, Answer.GRANTED));
                await().atMost(PATIENCE).until(() -> ledger.size(LOG) == 1);
                assertThat(ledger.get("/v1/logs/" + LOG + "/vkey").body())
                        .isEqualTo(OLD.key(ORIGIN).text() + "\n");
            }
            Map<String, String> both =
                    Map.of("assent.ledger.signing.current", "s2", "assent.ledger.signing.keys.s2", NEW_SEED);
            try (AnsweringLedger ledger = AnsweringLedger.start(log, kafka, database, both)) {
                // The rotation is entry 1.
                await().atMost(PATIENCE).until(() -> ledger.size(LOG) == 2);
                intake.send(VISITOR.chooses(2L, Answer.DENIED));
                await().atMost(PATIENCE).until(() -> ledger.size(LOG) == 3);

                assertRotated(ledger);
                assertThat(notes(database)).satisfiesExactly(this::empty, this::old, this::both, this::onlyNew);
                assertForgeriesAreDeadLetters(intake, database);
            }
            Map<String, String> onlyNew = Map.of(
                    "assent.ledger.signing.current", "s2",
                    "assent.ledger.signing.keys.s2", NEW_SEED,
                    "assent.ledger.signing.keys.s1", "");
            try (AnsweringLedger ledger = AnsweringLedger.start(log, kafka, database, onlyNew)) {
                intake.send(VISITOR.chooses(3L, Answer.DENIED));
                await().atMost(PATIENCE).until(() -> ledger.size(LOG) == 4);
                onlyNew(ledger.get("/v1/logs/" + LOG + "/checkpoint").body());
            }
        }
    }

    private static void assertRotated(AnsweringLedger ledger) throws Exception {
        String oldKey = OLD.key(ORIGIN).text();
        String newKey = NEW.key(ORIGIN).text();
        assertThat(ledger.get("/v1/logs/" + LOG + "/vkey").body()).isEqualTo(newKey + "\n" + oldKey + "\n");
        JsonNode keys = new ObjectMapper()
                .readTree(ledger.get("/v1/logs/" + LOG + "/vkey", "application/json")
                        .body())
                .get("keys");
        assertThat(keys).hasSize(2);
        assertThat(keys.at("/0/vkey").asText()).isEqualTo(newKey);
        assertThat(keys.at("/0/from").asLong()).isEqualTo(2);
        assertThat(keys.at("/0/to").isNull()).isTrue();
        assertThat(keys.at("/0/rotation/index").asLong()).isEqualTo(1);
        assertThat(keys.at("/1/vkey").asText()).isEqualTo(oldKey);
        assertThat(keys.at("/1/from").asLong()).isZero();
        assertThat(keys.at("/1/to").asLong()).isEqualTo(2);
        byte[] value = Base64.getDecoder().decode(keys.at("/0/rotation/value").asText());
        byte[] bundle = ledger.bytes("/v1/logs/" + LOG + "/tile/entries/000.p/2");
        assertThat(Arrays.copyOfRange(bundle, 36, 68)).isEqualTo(Commitment.of(value));
    }

    private void empty(String note) {
        assertThat(note).startsWith(ORIGIN + "\n0\n");
    }

    private void old(String note) {
        assertThat(opens(note, OLD)).isTrue();
        assertThat(opens(note, NEW)).isFalse();
    }

    private void both(String note) {
        assertThat(note).startsWith(ORIGIN + "\n2\n");
        assertThat(opens(note, OLD)).isTrue();
        assertThat(opens(note, NEW)).isTrue();
    }

    private void onlyNew(String note) {
        assertThat(opens(note, OLD)).isFalse();
        assertThat(opens(note, NEW)).isTrue();
    }

    private static boolean opens(String note, NoteSigner signer) {
        return SignedNote.parse(note)
                .orElseThrow()
                .textSignedBy(List.of(signer.key(ORIGIN)))
                .isPresent();
    }

    /** From a key that signs no more, of another log, and with a signature of somebody else. */
    private static void assertForgeriesAreDeadLetters(Intake intake, Database database) throws Exception {
        NoteSigner stranger = new NoteSigner(new byte[32]);
        send(intake, OLD, OLD, NEW, ORIGIN);
        send(intake, NEW, stranger, stranger, ORIGIN);
        send(intake, NEW, NEW, stranger, "ledger.test/assent/9-9");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(column(
                        database,
                        "SELECT reason FROM evidence.dead_letters WHERE log_id = " + (65536 + VISITOR.partition())
                                + " ORDER BY kafka_offset"))
                .containsExactly("WRONG_OLD_KEY", "FALSE_SIGNATURE", "WRONG_OLD_KEY"));
    }

    private static void send(Intake intake, NoteSigner from, NoteSigner signing, NoteSigner to, String origin) {
        LogKeyRotated sample = rotation(from.key(origin), signing, to.key(origin), to);
        intake.send(EventCodec.toLogRecord(sample, EventCodec.write(sample), "/test", LedgerParts.LOGS));
    }

    private static LogKeyRotated rotation(NoteKey from, NoteSigner signing, NoteKey to, NoteSigner toSigner) {
        var choice = VISITOR.chooses(9L, Answer.DENIED);
        byte[] statement = LogKeyRotated.statement(choice.eventId(), from.text(), to.text());
        return new LogKeyRotated(
                choice.eventId(),
                LOG,
                choice.recordedAt(),
                from.text(),
                to.text(),
                Base64.getEncoder().encodeToString(signing.signature(statement)),
                Base64.getEncoder().encodeToString(toSigner.signature(statement)),
                choice.salt(),
                choice.producer());
    }

    private static List<String> notes(Database database) throws Exception {
        return column(
                database,
                "SELECT note FROM evidence.checkpoints WHERE log_id = " + (65536 + VISITOR.partition())
                        + " ORDER BY size");
    }

    private static List<String> column(Database database, String query) throws Exception {
        List<String> values = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.app(), database.appPassword());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    private static NoteSigner signer(String seed) {
        return new NoteSigner(Base64.getDecoder().decode(seed));
    }
}
