package dev.assent.verify;

import dev.assent.verify.entry.Commitment;
import dev.assent.verify.json.Json;
import dev.assent.verify.merkle.Hash;
import dev.assent.verify.merkle.NaiveTree;
import dev.assent.verify.note.Checkpoint;
import dev.assent.verify.note.TestSigner;
import dev.assent.verify.published.FakeLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class VerifyTest {

    private static final byte[] EVENT = "{\"type\":\"sample\"}".getBytes(StandardCharsets.UTF_8);
    private static final int INDEX = 4;
    private static final long SECONDS = 1_764_111_111;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final TestSigner signer = new TestSigner("log.example.test/assent/1-3");
    private final TestSigner witness = new TestSigner("witness.example.test/w");

    private int run(String input, String... arguments) {
        return new Verify(
                        Map.of(),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false)
                .run(List.of(arguments));
    }

    private String receipt() {
        NaiveTree tree = new NaiveTree(IntStream.range(0, 7)
                .mapToObj(i -> Hash.leaf(i == INDEX ? Commitment.of(EVENT) : new byte[] {(byte) i}))
                .toList());
        return """
                {"log": "1-3", "index": %d, "event": "%s", "readable": {"type": "sample"}, "commitment": "%s", "proof": [%s],
                 "checkpoint": "%s"}
                """.formatted(
                        INDEX,
                        Base64.getEncoder().encodeToString(EVENT),
                        Base64.getEncoder().encodeToString(Commitment.of(EVENT)),
                        tree.inclusion(INDEX, 7).stream()
                                .map(hash -> "\"" + hash.base64() + "\"")
                                .collect(Collectors.joining(",")),
                        signer.checkpoint(7, tree.root()).replace("\n", "\\n"));
    }

    @Test
    void aReceiptHoldsOfflineAgainstThePinnedKey() {
        assertThat(run(receipt(), "--receipt", "-", "--key", signer.vkey())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("WHOLE", "1 inclusion proofs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"event\": \"", "\"commitment\": \"", "\"proof\": [\"", "\\n7\\n", "\"index\": "})
    void aReceiptWithOneChangedCharacterIsRefused(String before) {
        StringBuilder receipt = new StringBuilder(receipt());
        int at = receipt.indexOf(before) + (before.contains("7") ? 2 : before.length());
        receipt.setCharAt(at, receipt.charAt(at) == 'B' ? 'C' : receipt.charAt(at) == '4' ? '3' : 'B');

        assertThat(run(receipt.toString(), "--receipt", "-", "--key", signer.vkey()))
                .isEqualTo(1);
    }

    @Test
    void aReceiptWhoseReadableCopySaysSomethingElseIsRefused() {
        String other = receipt().replace("\"readable\": {\"type\": \"sample\"}", "\"readable\": {\"type\": \"other\"}");

        assertThat(run(other, "--receipt", "-", "--key", signer.vkey())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("the readable copy is not what the event says");
    }

    @Test
    void aReceiptHoldsAsJsonLd() {
        String linked = receipt()
                .replaceFirst("\"readable\": [^}]*}, ", "")
                .replaceAll("\"(log|index|event|commitment|proof|checkpoint)\":", "\"assent:$1\":")
                .replaceFirst("\\{", "{\"@context\": {}, ");

        assertThat(run(linked, "--receipt", "-", "--key", signer.vkey())).isZero();
        assertThat(run(
                        linked.replaceFirst("\"assent:index\": 4", "\"assent:index\": 5"),
                        "--receipt",
                        "-",
                        "--key",
                        signer.vkey()))
                .isEqualTo(1);
    }

    @Test
    void aReceiptOfAnUnpinnedLogCouldNotBeChecked() {
        String other = new TestSigner("log.example.test/assent/1-2").vkey();

        assertThat(run(receipt(), "--receipt", "-", "--key", other)).isEqualTo(2);
    }

    @Test
    void aReceiptThatAnotherKeyOfThatNameSignedIsRefused() {
        String other = new TestSigner(signer.name()).vkey();

        assertThat(run(receipt(), "--receipt", "-", "--key", other)).isEqualTo(1);
    }

    @Test
    void anErasedReceiptStillHasItsPlace() {
        String erased = receipt().replaceFirst("\"event\": \"[^\"]*\", ", "");

        assertThat(run(erased, "--receipt", "-", "--key", signer.vkey())).isZero();
    }

    @Test
    void aReceiptNamesTheWitnessThatStandsForIt() throws Exception {
        String cosigned = cosigned(receipt(), witness);

        assertThat(run(cosigned, "--receipt", "-", "--key", signer.vkey(), "--witness", witness.witnessVkey()))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("cosigned by witness.example.test/w at 2025-11-25T22:51:51Z over 7 entries");

        out.reset();
        run(cosigned, "--receipt", "-", "--key", signer.vkey(), "--witness", witness.witnessVkey(), "--json");
        Json by = Json.parse(out.toString(StandardCharsets.UTF_8).strip())
                .list("logs")
                .getFirst()
                .list("cosigned")
                .getFirst();
        assertThat(by.text("witness")).isEqualTo(witness.name());
        assertThat(by.text("at")).isEqualTo("2025-11-25T22:51:51Z");
        assertThat(by.number("size")).isEqualTo(7);
    }

    @Test
    void aReceiptThatItsWitnessHasNotCosignedCouldNotBeChecked() throws Exception {
        TestSigner stranger = new TestSigner(witness.name());

        assertThat(run(receipt(), "--receipt", "-", "--key", signer.vkey(), "--witness", witness.witnessVkey()))
                .isEqualTo(2);
        assertThat(run(
                        cosigned(receipt(), stranger),
                        "--receipt",
                        "-",
                        "--key",
                        signer.vkey(),
                        "--witness",
                        witness.witnessVkey()))
                .isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("is not cosigned by witness.example.test/w");
    }

    @Test
    void aReceiptWithAFalseCosignatureIsRefused() throws Exception {
        String line = witness.cosignature("log.example.test/assent/1-3\n7\nof another tree\n", SECONDS);
        String forged = withLine(receipt(), line);

        assertThat(run(forged, "--receipt", "-", "--key", signer.vkey(), "--witness", witness.witnessVkey()))
                .isEqualTo(1);
        assertThat(run(forged, "--receipt", "-", "--key", signer.vkey()))
                .as("nobody is asked for")
                .isZero();
    }

    private static String cosigned(String receipt, TestSigner by) throws Exception {
        String text = Checkpoint.textOf(Json.parse(receipt).text("checkpoint"));
        return withLine(receipt, by.cosignature(text, SECONDS));
    }

    private static String withLine(String receipt, String line) {
        return receipt.replaceFirst("\\\\n\"}", "\\\\n" + line.replace("\n", "\\\\n") + "\"}");
    }

    @Test
    void theJsonOutputIsJson() throws Exception {
        try (FakeLedger ledger = new FakeLedger()) {
            TestSigner log = ledger.log("1-0", 300);
            ledger.bend("/1-0/tile/entries/000", 2);

            int exit = run("", "--public", "--ledger", ledger.address() + "/", "--key", log.vkey(), "--json");

            Json report = Json.parse(out.toString(StandardCharsets.UTF_8).strip());
            assertThat(exit).isEqualTo(1);
            assertThat(report.text("outcome")).isEqualTo("tampered");
            assertThat(report.list("logs")
                            .getFirst()
                            .list("findings")
                            .getFirst()
                            .number("index"))
                    .isZero();
            assertThat(report.get("totals").number("entries")).isEqualTo(300);
        }
    }

    @Test
    void theLastLineNamesTheFirstBadEntry() {
        try (FakeLedger ledger = new FakeLedger()) {
            TestSigner log = ledger.log("1-0", 300);
            ledger.bend("/1-0/tile/entries/000", 34 * 7 + 2);

            assertThat(run("", "--public", "--ledger", ledger.address().toString(), "--key", log.vkey()))
                    .isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                    .startsWith("TAMPERED, first in log 1-0, entry 7:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--public",
                "--public --ledger http://127.0.0.1:1",
                "--public --ledger ftp://x --key a",
                "--public --full --key a",
                "--receipt",
                "--sideways",
                "--full --key broken+00000000+AA==",
                "--receipt /nowhere/at/all --keys /nowhere/either"
            })
    void whatCannotBeDoneIsNoAnswerAboutTheLedger(String arguments) {
        assertThat(run("", arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).isNotBlank();
    }

    @Test
    void helpIsGiven() {
        assertThat(run("", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--public", "Exit code");
    }
}
