package dev.assent.deploy.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeycloakPartIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static KeycloakPart keycloak;

    @BeforeAll
    static void start(@TempDir Path directory) {
        keycloak = KeycloakPart.start(
                directory,
                0,
                List.of("smartwork", "smartsupp"),
                Map.of("notifier", "n-secret", "consent-api", "a-secret"));
    }

    @AfterAll
    static void close() {
        keycloak.close();
    }

    @Test
    void aTokenNamesItsAudienceAndWhatThePersonMayDoForWhichSites() throws Exception {
        JsonNode claims = claims("dpo-smartsupp", "dpo-smartsupp", "notifier", "n-secret");

        assertThat(claims.get("iss").asText()).isEqualTo(keycloak.realmUrl());
        assertThat(claims.get("aud").toString()).contains("notifier").doesNotContain("consent-api");
        assertThat(claims.get("assent_roles").toString()).isEqualTo("{\"dpo\":[\"smartsupp\"]}");
        assertThat(claims.get("preferred_username").asText()).isEqualTo("dpo-smartsupp");
    }

    @Test
    void theAuditorSeesEverySite() throws Exception {
        JsonNode claims = claims("auditor", "auditor", "consent-api", "a-secret");

        assertThat(claims.get("assent_roles").toString()).isEqualTo("{\"auditor\":[\"smartwork\",\"smartsupp\"]}");
    }

    @Test
    void aSitesBackEndHasItsSiteAndTheScopeThatItAsksFor() throws Exception {
        JsonNode with = claimsOf(keycloak.machineToken("smartsupp", "choices:write"));
        JsonNode without = claimsOf(keycloak.machineToken("smartsupp", ""));

        assertThat(with.get("aud").toString()).contains("consent-api").doesNotContain("notifier");
        assertThat(with.get("assent_sites").toString()).isEqualTo("[\"smartsupp\"]");
        assertThat(with.get("scope").asText().split(" ")).contains("choices:write");
        assertThat(with.has("assent_roles")).isFalse();
        assertThat(without.get("scope").asText().split(" ")).doesNotContain("choices:write");
    }

    @Test
    void wrongPasswordsAndSecretsAreRefused() throws Exception {
        assertThat(token("dpo-smartsupp", "dpo-smartwork", "notifier", "n-secret")
                        .statusCode())
                .isIn(400, 401);
        assertThat(token("dpo-smartsupp", "dpo-smartsupp", "notifier", "a-secret")
                        .statusCode())
                .isIn(400, 401);
    }

    @Test
    void itComesBackAfterAKill() throws Exception {
        keycloak.kill();
        assertThat(keycloak.running()).isFalse();

        keycloak.start();

        assertThat(token("operator", "operator", "notifier", "n-secret").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTakenPortIsNamed(@TempDir Path directory) {
        assertThatThrownBy(() -> KeycloakPart.start(directory, keycloak.port(), List.of(), Map.of()))
                .isInstanceOf(PortTakenException.class)
                .hasMessageContaining("Keycloak");
    }

    private static JsonNode claims(String user, String password, String client, String secret) throws Exception {
        HttpResponse<String> answer = token(user, password, client, secret);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return claimsOf(JSON.readTree(answer.body()).get("access_token").asText());
    }

    private static JsonNode claimsOf(String token) throws IOException {
        return JSON.readTree(
                Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'))));
    }

    private static HttpResponse<String> token(String user, String password, String client, String secret)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(keycloak.realmUrl() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&scope=openid&username=" + user
                        + "&password=" + password + "&client_id=" + client + "&client_secret=" + secret))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
