package dev.assent.witness;

import dev.assent.verify.merkle.Frontier;
import dev.assent.verify.merkle.Hash;
import dev.assent.verify.note.Checkpoint;
import dev.assent.verify.note.InvalidNoteException;
import dev.assent.verify.note.VerifierKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** C2SP tlog-witness, status by status, over HTTP. */
class WitnessTest {

    private static final String ORIGIN = "log.example.test/assent/1-0";
    private static final byte[] SEED = new byte[32];

    @TempDir
    Path directory;

    private final TestLog log = new TestLog(ORIGIN);
    private final HttpClient http = HttpClient.newHttpClient();
    private WitnessServer server;

    @BeforeEach
    void start() throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("ASSENT_WITNESS_NAME", "witness.example.test/w1");
        settings.put("ASSENT_WITNESS_KEY", Base64.getEncoder().encodeToString(SEED));
        settings.put("ASSENT_WITNESS_LOGS", log.vkey() + " " + new TestLog(ORIGIN).vkey());
        settings.put("ASSENT_WITNESS_DIRECTORY", directory.toString());
        settings.put("ASSENT_WITNESS_PORT", "0");
        server = WitnessServer.start(settings);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatExtendsTheLastCheckpointIsCosigned() throws Exception {
        assertThat(add(0, List.of(), log.checkpoint(3, root(3))).statusCode()).isEqualTo(200);

        HttpResponse<String> reply = add(3, proofFrom3To4(), log.checkpoint(4, root(4)));

        assertThat(reply.statusCode()).isEqualTo(200);
        String cosigned = log.checkpoint(4, root(4)) + reply.body();
        assertThat(Checkpoint.cosignedBy(cosigned, key())).isPresent();
        HttpResponse<String> kept = get("/" + Memory.hash(ORIGIN) + "/checkpoint");
        assertThat(kept.statusCode()).isEqualTo(200);
        assertThat(kept.body()).isEqualTo(cosigned);
    }

    @Test
    void itRemembersOverARestart() throws Exception {
        add(0, List.of(), log.checkpoint(3, root(3)));
        server.close();
        start();

        HttpResponse<String> reply = add(0, List.of(), log.checkpoint(4, root(4)));

        assertThat(reply.statusCode()).isEqualTo(409);
        assertThat(reply.body()).isEqualTo("3\n");
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
    }

    @Test
    void aRollbackIsRefused() throws Exception {
        add(0, List.of(), log.checkpoint(4, root(4)));

        assertThat(add(4, List.of(), log.checkpoint(3, root(3))).statusCode()).isEqualTo(400);
        assertThat(add(3, List.of(), log.checkpoint(3, root(3))).statusCode()).isEqualTo(409);
        assertThat(add(0, List.of(), log.checkpoint(3, root(3))).statusCode()).isEqualTo(409);
    }

    @Test
    void aForkIsRefused() throws Exception {
        add(0, List.of(), log.checkpoint(3, root(3)));

        // At the same size it is the root that conflicts.
        assertThat(add(3, List.of(), log.checkpoint(3, root(4))).statusCode()).isEqualTo(409);
        assertThat(add(3, List.of(), log.checkpoint(4, root(4))).statusCode()).isEqualTo(422);
        assertThat(add(3, proofFrom3To4(), log.checkpoint(4, root(3))).statusCode())
                .isEqualTo(422);
        assertThat(add(3, proofFrom3To4(), log.checkpoint(4, root(4))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anEmptyLogHasTheEmptyRoot() throws Exception {
        assertThat(add(0, List.of(), log.checkpoint(0, root(3))).statusCode()).isEqualTo(409);
        assertThat(add(0, List.of(root(1)), log.checkpoint(3, root(3))).statusCode())
                .isEqualTo(422);
        assertThat(add(0, List.of(), log.checkpoint(0, Hash.emptyRoot())).statusCode())
                .isEqualTo(200);
        assertThat(add(0, List.of(), log.checkpoint(3, root(3))).statusCode()).isEqualTo(200);
    }

    @Test
    void onlyKnownLogsWithTheirKeysAreCosigned() throws Exception {
        TestLog stranger = new TestLog("log.example.test/assent/1-1");
        TestLog impostor = new TestLog(ORIGIN);

        assertThat(add(0, List.of(), stranger.checkpoint(3, root(3))).statusCode())
                .isEqualTo(404);
        assertThat(add(0, List.of(), impostor.checkpoint(3, root(3))).statusCode())
                .isEqualTo(403);
        assertThat(add(0, List.of(), log.checkpoint(3, root(3)).replace("\n3\n", "\n4\n"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/" + Memory.hash(ORIGIN) + "/checkpoint").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNoRequestIsSaidToBeNone() throws Exception {
        String note = log.checkpoint(3, root(3));
        for (String body :
                List.of("", "old 0\n", note, "old 00\n\n" + note, "old -1\n\n" + note, "old 0\nAAAA\n\n" + note)) {
            assertThat(post(body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(post("old 0\n" + (root(1).base64() + "\n").repeat(64) + "\n" + note)
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("x".repeat(300_000)).statusCode()).isEqualTo(413);
        assertThat(get("/add-checkpoint").statusCode()).isEqualTo(405);
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    private static VerifierKey key() throws InvalidNoteException {
        return VerifierKey.parseWitness(new WitnessKey("witness.example.test/w1", SEED).verifierKey());
    }

    private static Hash leaf(int i) {
        return Hash.leaf(new byte[] {(byte) i});
    }

    private static Hash root(int size) {
        Frontier frontier = new Frontier();
        for (int i = 0; i < size; i++) {
            frontier.append(leaf(i));
        }
        return frontier.root();
    }

    /** RFC 6962, section 2.1.2, by hand: leaf 2, leaf 3, and the node over leaves 0 and 1. */
    private static List<Hash> proofFrom3To4() {
        return List.of(leaf(2), leaf(3), root(2));
    }

    private HttpResponse<String> add(long old, List<Hash> proof, String note) throws Exception {
        StringBuilder body = new StringBuilder("old " + old + "\n");
        proof.forEach(hash -> body.append(hash.base64()).append('\n'));
        return post(body + "\n" + note);
    }

    private HttpResponse<String> post(String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address("/add-checkpoint"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
