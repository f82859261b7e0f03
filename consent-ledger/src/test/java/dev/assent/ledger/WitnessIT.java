package dev.assent.ledger;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.Ports;
import dev.assent.deploy.parts.PostgresPart;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Topic;
import dev.assent.ledger.evidence.ReceiptKey;
import dev.assent.ledger.log.NoteKey;
import dev.assent.ledger.log.NoteSigner;
import dev.assent.ledger.log.SignedNote;
import dev.assent.ledger.platform.AnsweringLedger;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import dev.assent.verify.note.VerifierKey;
import dev.assent.verify.receipt.ReceiptCheck;
import dev.assent.verify.report.LogResult;
import dev.assent.verify.report.Outcome;
import dev.assent.witness.WitnessKey;
import dev.assent.witness.WitnessServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A witness cosigns what it sees grow, holds up nobody while it is away, and remembers what everybody else forgot. */
class WitnessIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Visitor VISITOR = Visitor.on("smartwork");
    private static final String LOG = "1-" + VISITOR.partition();
    private static final String COSIGNED = "/v1/logs/" + LOG + "/checkpoint?cosigned=true";
    private static final String NAME = "witness.test/w1";
    private static final byte[] SEED = new byte[32];
    private static final NoteKey KEY =
            NoteKey.parse(new WitnessKey(NAME, SEED).verifierKey()).orElseThrow();

    private static final NoteKey STRANGER = NoteKey.parse(
                    new WitnessKey(NAME, Arrays.copyOf(new byte[] {1}, SEED.length)).verifierKey())
            .orElseThrow();

    @TempDir
    Path directory;

    private final int port = Ports.free();

    @Test
    void aLogIsWitnessed() throws Exception {
        try (KafkaPart kafka = KafkaPart.startTemporary(LedgerParts.LOGS);
                PostgresPart postgres = PostgresPart.startTemporary();
                Intake intake = new Intake(kafka.bootstrapServers(), Map.of())) {
            Database database = postgres.createDatabase("ledger");
            WitnessServer witness = witness();
            try (AnsweringLedger ledger = start(kafka, database)) {
                ChoiceRecorded first = VISITOR.chooses(1L, Answer.GRANTED);
                intake.send(first);
                cosigned(ledger, 1);
                checkReceipt(ledger, first);
                assertThat(ledger.get("/v1/logs/" + LOG + "/checkpoint").body())
                        .as("an idle log's newest checkpoint is the cosigned one")
                        .isEqualTo(note(ledger));

                witness.close();
                ChoiceRecorded second = VISITOR.chooses(2L, Answer.DENIED);
                intake.send(second);
                await().atMost(PATIENCE).until(() -> ledger.size(LOG) == 2);
                assertThat(size(note(ledger))).isEqualTo(1);
                checkReceipt(ledger, first);
                assertThat(check(receipt(ledger, second), KEY).outcome())
                        .as("no witness has seen the second choice")
                        .isEqualTo(Outcome.COULD_NOT_CHECK);

                witness = witness();
                cosigned(ledger, 2);
                checkReceipt(ledger, second);
            }
            forgetHistory(kafka);
            try (PostgresPart empty = PostgresPart.startTemporary();
                    AnsweringLedger ledger = start(kafka, empty.createDatabase("ledger"))) {
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledger.management("/q/health/well"))
                        .contains("frozen: 2 entries were signed (at witness " + NAME + "), 0 are stored"));
                assertThat(ledger.get("/v1/logs/" + LOG + "/checkpoint").statusCode())
                        .isEqualTo(404);
            }
            witness.close();
        }
    }

    /** The witness's word reaches whoever holds the receipt, and nobody else's is taken for it. */
    private static void checkReceipt(AnsweringLedger ledger, ChoiceRecorded choice) throws Exception {
        String receipt = receipt(ledger, choice);

        LogResult checked = check(receipt, KEY);

        assertThat(checked.outcome()).as(checked.toString()).isEqualTo(Outcome.WHOLE);
        assertThat(checked.cosigned()).singleElement().satisfies(by -> assertThat(by.witness())
                .isEqualTo(NAME));
        assertThat(check(receipt, STRANGER).outcome()).isEqualTo(Outcome.COULD_NOT_CHECK);
        assertThat(receipt(ledger, choice, "?format=json&witness=" + NAME)).isEqualTo(receipt);
        assertThat(receipt(ledger, choice, "?format=html&lang=en"))
                .contains("carries the signature of " + NAME + "; the offline verifier checks it");
    }

    private static String receipt(AnsweringLedger ledger, ChoiceRecorded choice) {
        return receipt(ledger, choice, "");
    }

    private static String receipt(AnsweringLedger ledger, ChoiceRecorded choice, String query) {
        String key = ReceiptKey.ofSalt(choice.salt()).text();
        return ledger.get("/v1/receipts/" + LOG + "/" + choice.eventId() + "/" + key + query)
                .body();
    }

    private static LogResult check(String receipt, NoteKey witness) throws Exception {
        NoteSigner signer = new NoteSigner(Base64.getDecoder().decode(LedgerParts.SIGNING_KEY));
        return ReceiptCheck.check(
                receipt,
                List.of(VerifierKey.parse(
                        signer.key("ledger.test/assent/" + LOG).text())),
                List.of(VerifierKey.parseWitness(witness.text())));
    }

    private WitnessServer witness() throws IOException {
        NoteSigner signer = new NoteSigner(Base64.getDecoder().decode(LedgerParts.SIGNING_KEY));
        String logs = IntStream.range(0, LedgerParts.LOGS)
                .mapToObj(log -> signer.key("ledger.test/assent/1-" + log).text())
                .collect(Collectors.joining(" "));
        return WitnessServer.start(Map.of(
                "ASSENT_WITNESS_NAME", NAME,
                "ASSENT_WITNESS_KEY", Base64.getEncoder().encodeToString(SEED),
                "ASSENT_WITNESS_LOGS", logs,
                "ASSENT_WITNESS_DIRECTORY", directory.resolve("witness").toString(),
                "ASSENT_WITNESS_PORT", Integer.toString(port)));
    }

    private AnsweringLedger start(KafkaPart kafka, Database database) {
        return AnsweringLedger.start(
                directory.resolve("ledger.log"),
                kafka,
                database,
                Map.of(
                        "assent.ledger.witnesses.one.url",
                        "http://localhost:" + port,
                        "assent.ledger.witnesses.one.key",
                        KEY.text()));
    }

    private static void cosigned(AnsweringLedger ledger, long size) {
        await().atMost(PATIENCE).until(() -> size(note(ledger)) == size);
        Optional<?> cosignature = SignedNote.parse(note(ledger)).flatMap(note -> note.cosignedBy(KEY));
        assertThat(cosignature).isPresent();
        assertThat(ledger.get(COSIGNED + "&witness=" + NAME).body()).isEqualTo(note(ledger));
        assertThat(ledger.get(COSIGNED + "&witness=witness.test/other").statusCode())
                .isEqualTo(404);
    }

    private static String note(AnsweringLedger ledger) {
        return ledger.get(COSIGNED).body();
    }

    private static long size(String note) {
        List<String> lines = note.lines().toList();
        return lines.size() > 3 ? Long.parseLong(lines.get(1)) : -1;
    }

    /** All that Kafka knows of the log: its records, and what was signed. */
    private static void forgetHistory(KafkaPart kafka) throws Exception {
        String checkpoints = Topic.LEDGER_CHECKPOINTS.topicName();
        TopicPartition partition = new TopicPartition(Topic.CONSENT_EVENTS.topicName(), VISITOR.partition());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
            admin.deleteTopics(List.of(checkpoints)).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(checkpoints));
            NewTopic anew = new NewTopic(checkpoints, 1, (short) 1);
            admin.createTopics(List.of(anew.configs(Topic.LEDGER_CHECKPOINTS.settings())))
                    .all()
                    .get();
        }
    }
}
