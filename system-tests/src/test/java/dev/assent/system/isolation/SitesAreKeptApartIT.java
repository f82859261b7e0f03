package dev.assent.system.isolation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assent.deploy.local.Service;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.Client;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every operation of every service, as its own OpenAPI document lists it, called by everyone for every site: who may not
 * know of a site cannot tell it from one that does not exist. A new operation without a rule fails here.
 */
@OnPlatform
class SitesAreKeptApartIT {

    private static final List<String> SITES = List.of("smartsupp", "smartwatt");
    private static final List<String> PEOPLE = List.of(
            "dpo-smartsupp",
            "dpo-smartwatt",
            "editor-smartsupp",
            "editor-smartwatt",
            "publisher-smartsupp",
            "publisher-smartwatt",
            "auditor",
            "operator");
    private static final String WRITE = "choices:write";
    private static final Path TABLE = Path.of("target/isolation-matrix.txt");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, List<String>>> ROLES = new TypeReference<>() {};

    @Test
    void everyOperationAnswersThoseItIsForAndNobodyElse(PlatformUnderTest platform, TestReporter reporter)
            throws IOException {
        Map<String, URI> services = Arrays.stream(Service.values())
                .collect(Collectors.toMap(
                        Service::module,
                        service -> URI.create(platform.platform().url(service))));
        Matrix.ForeignObjects requests = new OpenedRequests(platform, SITES);
        Matrix.ForeignObjects subjects = new RecordedSubjects(platform, SITES);
        Matrix.ForeignObjects forgotten = new ForgottenPeople(platform, SITES);
        Matrix matrix = new Matrix(
                services, SITES, callers(platform), (site, operation) -> Stream.of(requests, subjects, forgotten)
                        .map(known -> known.of(site, operation))
                        .filter(object -> !object.isEmpty())
                        .findFirst()
                        .orElse(List.of()));

        try {
            operations(services).forEach(matrix::fill);
        } finally {
            Files.writeString(TABLE, matrix.print());
        }

        reporter.publishEntry("isolation matrix", matrix.calls() + " calls, see " + TABLE);
        assertThat(matrix.faults()).isEmpty();
    }

    /** A token for one service is worth nothing at another. */
    @Test
    void aTokenOfAnotherServiceOpensNothing(PlatformUnderTest platform) throws IOException {
        String token = platform.platform().accessToken("auditor", Service.VENDOR_REGISTRY);
        Caller stranger = new Caller("anonymous", Map.of(), _ -> Map.of("Authorization", "Bearer " + token));
        Map<String, URI> notifier = Map.of(Service.NOTIFIER.module(), platform.notifier());
        Matrix matrix = new Matrix(notifier, SITES, List.of(stranger), (_, _) -> List.of("x", "x"));

        operations(notifier).stream()
                .filter(operation -> !operation.isConsole())
                .forEach(matrix::fill);

        assertThat(matrix.faults()).isEmpty();
        assertThat(matrix.calls()).isPositive();
    }

    private static List<Operation> operations(Map<String, URI> services) {
        List<Operation> operations = new ArrayList<>();
        try (Client client = new Client()) {
            for (Service service : Service.values()) {
                URI base = services.get(service.module());
                if (base != null) {
                    Answer document = client.get(base.resolve("/q/openapi?format=json"));
                    assertThat(document.status()).as(service.module()).isEqualTo(200);
                    List<Operation> found = Operation.of(service.module(), document.json());
                    assertThat(found).as(service.module()).isNotEmpty();
                    operations.addAll(found);
                }
            }
        }
        return operations;
    }

    private static List<Caller> callers(PlatformUnderTest platform) {
        return Stream.of(
                        Stream.of(Caller.anonymous()),
                        PEOPLE.stream().map(person -> caller(platform, person)),
                        SITES.stream().map(site -> machine(platform, site, WRITE)),
                        SITES.stream().limit(1).map(site -> machine(platform, site, "")))
                .flatMap(callers -> callers)
                .toList();
    }

    /** A site's back end. */
    private static Caller machine(PlatformUnderTest platform, String site, String scope) {
        String token = platform.platform().machineToken(site, scope);
        List<String> sites = new ArrayList<>();
        claims(token).path("assent_sites").forEach(named -> sites.add(named.asText()));
        assertThat(sites).containsExactly(site);
        Map<String, List<String>> scopes = Arrays.stream(
                        claims(token).path("scope").asText().split(" "))
                .collect(Collectors.toMap(name -> Caller.SCOPE + name, _ -> sites));
        return new Caller(
                "site-" + site + (scope.isEmpty() ? "-bare" : ""),
                scopes,
                sites,
                Service.CONSENT_API.module(),
                // Elsewhere its token is worth nothing, which has a test of its own.
                operation -> operation.service().equals(Service.CONSENT_API.module())
                        ? Map.of("Authorization", "Bearer " + token)
                        : Map.of());
    }

    private static Caller caller(PlatformUnderTest platform, String person) {
        Map<String, Map<String, String>> headers = new ConcurrentHashMap<>();
        return new Caller(
                person,
                roles(platform.platform().accessToken(person, Service.NOTIFIER)),
                operation -> headers.computeIfAbsent(
                        operation.service() + operation.isConsole(), _ -> signIn(platform, person, operation)));
    }

    private static Map<String, String> signIn(PlatformUnderTest platform, String person, Operation operation) {
        Service service = Arrays.stream(Service.values())
                .filter(candidate -> candidate.module().equals(operation.service()))
                .findFirst()
                .orElseThrow();
        if (operation.isConsole()) {
            URI console = URI.create(platform.platform().url(service) + "/console");
            return Map.of("Cookie", ConsoleSession.cookies(console, person, person));
        }
        return Map.of("Authorization", "Bearer " + platform.platform().accessToken(person, service));
    }

    /** What the token itself says. */
    private static Map<String, List<String>> roles(String token) {
        JsonNode roles = claims(token).path("assent_roles");
        assertThat(roles.isObject()).as("the claim assent_roles: %s", roles).isTrue();
        return JSON.convertValue(roles, ROLES);
    }

    private static JsonNode claims(String token) {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        try {
            return JSON.readTree(new String(claims, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
