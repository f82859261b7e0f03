package dev.assent.system.isolation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/** The matrix finds what it is there to find: a small service is made to leak in one way after another. */
class MatrixTest {

    private static final String NOTHING = "{\"type\":\"urn:assent:problem:not-found\",\"status\":404}";
    private static final Map<String, String> THINGS =
            Map.of("one", "0197aaaa-0000-7000-8000-00000000000a", "two", "0197bbbb-0000-7000-8000-00000000000b");

    private HttpServer server;
    private Function<Asked, Told> service = MatrixTest::correct;

    private record Asked(String path, String who) {
        boolean signedIn() {
            return !who.isEmpty();
        }
    }

    private record Told(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Each site has one thing, which its DPO sees; everything else is nothing. */
    private static Told correct(Asked asked) {
        if (!asked.signedIn()) {
            return new Told(401, "{}");
        }
        boolean mine = THINGS.entrySet().stream()
                .anyMatch(thing -> asked.who().equals("dpo-" + thing.getKey())
                        && (asked.path().equals("/v1/sites/" + thing.getKey() + "/things")
                                || asked.path().equals("/v1/sites/" + thing.getKey() + "/things/" + thing.getValue())));
        return mine ? new Told(200, "{}") : new Told(404, NOTHING);
    }

    @Test
    void aServiceThatKeepsItsRulesHasNoFaults() throws IOException {
        assertThat(faults("x-assent-access", "[\"dpo\"]")).isEmpty();
    }

    @Test
    void anOperationWithoutARuleIsAFault() throws IOException {
        assertThat(faults("x-something-else", "[\"dpo\"]")).anyMatch(fault -> fault.contains("has no rule"));
    }

    @Test
    void anAnswerToAStrangerIsAFault() throws IOException {
        service = asked -> asked.signedIn() ? correct(asked) : new Told(200, "{}");

        assertThat(faults("x-assent-access", "[\"dpo\"]"))
                .anyMatch(fault -> fault.contains("does not ask to sign in, for anonymous"));
    }

    @Test
    void anAnswerToAnotherRoleIsAFault() throws IOException {
        service = asked -> asked.who().equals("editor-one") && asked.path().contains("/one/")
                ? new Told(200, "{}")
                : correct(asked);

        assertThat(faults("x-assent-access", "[\"dpo\"]"))
                .anyMatch(fault -> fault.contains("must answer 404, for editor-one at one: 200"));
    }

    @Test
    void aRefusalThatDiffersFromNothingIsAFault() throws IOException {
        service = asked -> asked.who().equals("editor-one") && asked.path().contains("/one/")
                ? new Told(404, "{\"type\":\"urn:assent:problem:no-role\",\"status\":404}")
                : correct(asked);

        assertThat(faults("x-assent-access", "[\"dpo\"]"))
                .anyMatch(fault -> fault.contains("editor-one can tell one from a site that does not exist"));
    }

    @Test
    void anObjectThatIsFoundUnderAnotherSiteIsAFault() throws IOException {
        service = asked -> asked.who().equals("dpo-two") && asked.path().endsWith("/two/things/" + THINGS.get("one"))
                ? new Told(200, "{}")
                : correct(asked);

        assertThat(faults("x-assent-access", "[\"dpo\"]"))
                .anyMatch(fault -> fault.contains("dpo-two can tell an object of one from none, asking at two"));
    }

    @Test
    void anAuditorWhoMayChangeSomethingIsAFault() throws IOException {
        assertThat(faults("x-assent-access", "[\"auditor\",\"dpo\"]"))
                .anyMatch(fault -> fault.contains("DELETE") && fault.contains("must only read"));
    }

    @Test
    void aMachineThatIsLetInWithoutItsScopeIsAFault() throws IOException {
        service = asked -> asked.who().startsWith("site-one") && asked.path().contains("/one/")
                ? new Told(200, "{}")
                : correct(asked);

        assertThat(faults("x-assent-access", "[\"scope:things:write\"]"))
                .anyMatch(fault -> fault.contains("must answer 403, for site-one-bare at one: 200"))
                .noneMatch(fault -> fault.contains("for site-one at one"));
    }

    private List<String> faults(String extension, String rule) throws IOException {
        String openApi = """
                {"paths": {
                  "/v1/sites/{site}/things": {"get": {"%1$s": %2$s}},
                  "/v1/sites/{site}/things/{id}": {"get": {"%1$s": %2$s}, "delete": {"%1$s": %2$s}}}}
                """.formatted(extension, rule);
        List<Caller> callers = List.of(
                Caller.anonymous(),
                caller("dpo-one", Map.of("dpo", List.of("one"))),
                caller("editor-one", Map.of("editor", List.of("one"))),
                caller("dpo-two", Map.of("dpo", List.of("two"))),
                machine("site-one", Map.of("scope:things:write", List.of("one"))),
                machine("site-one-bare", Map.of()));
        URI base = URI.create("http://localhost:" + server.getAddress().getPort());
        Matrix matrix = new Matrix(
                Map.of("fake", base), List.of("one", "two"), callers, (site, operation) -> List.of(THINGS.get(site)));
        Operation.of("fake", new ObjectMapper().readTree(openApi)).forEach(matrix::fill);
        return matrix.faults();
    }

    private static Caller caller(String name, Map<String, List<String>> roles) {
        return new Caller(name, roles, operation -> Map.of("Authorization", name));
    }

    private static Caller machine(String name, Map<String, List<String>> scopes) {
        return new Caller(name, scopes, List.of("one"), "fake", operation -> Map.of("Authorization", name));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String who = exchange.getRequestHeaders().getFirst("Authorization");
        Told told = service.apply(new Asked(exchange.getRequestURI().getPath(), who == null ? "" : who));
        byte[] body = told.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
        exchange.sendResponseHeaders(told.status(), body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
