package dev.assent.deploy.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The schema of the chart's values refuses what the chart would not read, and what it must not hold. */
class ValuesSchemaTest {

    @ParameterizedTest
    @CsvSource({
        "consentApi.replica, 3, replica",
        "consentLedger.resources.limits.memroy, 1Gi, memroy",
        "networkPolicy.enable, false, enable",
        "kafka.bootstrapServer, kafka:9092, bootstrapServer",
        "imagePullPolicies, Always, imagePullPolicies",
        "publicUrls.leger, https://ledger.example.test, leger",
        "consentWorker.replicas, 1, consentWorker",
        "mail.imapHosts, imap.example.test, imapHosts",
    })
    void aMisspeltKeyIsRefusedByName(String key, String value, String misspelt) {
        Chart chart = Chart.original();

        assertThatThrownBy(() -> chart.render(Chart.minimalValues(), key, value))
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(misspelt);
    }

    @ParameterizedTest
    @CsvSource({
        "images.notifier, registry.example.test/assent/notifier",
        "images.notifier, registry.example.test/assent/notifier:latest",
        "images.notifier, registry.example.test/assent/notifier@sha256:12ab",
        "publicUrls.api, https://consent.example.test/",
        "publicUrls.api, consent.example.test",
        "databases.ledger, jdbc:postgresql://db:5432/ledger?password=open",
        "databases.ledger, jdbc:mysql://db/ledger",
        "partitions, 0",
        "generation, 0",
        "consentApi.replicas, many",
        "consentApi.resources.limits.memory, 640M",
        "consentApi.settings.DB_PASSWORD, open",
        "consentLedger.settings.ASSENT_LEDGER_SIGNING_KEYS_S1, AAAA",
        "notifier.settings.quarkus_log_level, DEBUG",
        "notifier.secretName, Not A Name",
        "mail.mailboxes.two-words, dpo@two-words.test",
        "mail.imapPort, 99999",
        "ledgerOrigin, https://ledger.example.test/assent",
    })
    void aValueThatCannotWorkOrMustNotStandThereIsRefused(String key, String value) {
        Chart chart = Chart.original();

        assertThatThrownBy(() -> chart.render(Chart.minimalValues(), key, value))
                .hasMessageContaining("values don't meet the specifications of the schema");
    }

    @Test
    void theCurrentKeyEncryptionKeyMustBeThere() {
        Chart chart = Chart.original();

        assertThatThrownBy(() -> chart.render(Chart.minimalValues(), "ledgerKek.current", "k9"))
                .hasMessageContaining("ledgerKek.current must be one of ledgerKek.ids");
        assertThatThrownBy(() -> chart.render(Chart.minimalValues(), "ledgerSigning.current", "s9"))
                .hasMessageContaining("ledgerSigning.current must be one of ledgerSigning.ids");
        assertThatThrownBy(() -> chart.render(Chart.minimalValues(), "subjectKeys.current", "9"))
                .hasMessageContaining("subjectKeys.current must be one of subjectKeys.versions");
        assertThatThrownBy(() -> chart.render(Chart.minimalValues(), "sealKeys.current", "9"))
                .hasMessageContaining("sealKeys.current must be one of sealKeys.versions");
    }

    @Test
    void aSecretSettingNamesASecretAndHoldsNone() {
        Chart chart = Chart.original();

        assertThatThrownBy(() -> chart.render(
                        Chart.minimalValues(), "notifier.secretSettings.KAFKA_SASL_JAAS_CONFIG.value", "open"))
                .hasMessageContaining("values don't meet the specifications of the schema");
    }

    @Test
    void withoutAnOperatorsValuesTheChartSaysWhatIsMissing(@TempDir Path scratch) throws IOException {
        Path nothing = Files.writeString(scratch.resolve("nothing.yaml"), "{}\n");
        Chart chart = Chart.original();

        assertThatThrownBy(() -> chart.render(nothing))
                .hasMessageContainingAll("images", "publicUrls", "ledgerOrigin", "oidc", "databases", "kafka");
    }

    @Test
    void everyObjectInTheSchemaIsClosedAndEveryKeyDescribed() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(Chart.original()
                        .directory()
                        .resolve("values.schema.json")
                        .toFile());
        List<String> faults = new ArrayList<>();

        checkSchema(schema, schema, "$", true, faults);

        assertThat(faults).isEmpty();
    }

    private static void checkSchema(JsonNode root, JsonNode node, String path, boolean described, List<String> faults) {
        if (node.path("type").asText().equals("object") && !node.has("additionalProperties")) {
            faults.add(path + " is open");
        }
        if (node.path("additionalProperties").asBoolean(false)) {
            faults.add(path + " takes anything");
        }
        JsonNode target = node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
        if (!described && !node.has("description") && !target.has("description")) {
            faults.add(path + " has no description");
        }
        node.path("properties")
                .properties()
                .forEach(member -> checkSchema(root, member.getValue(), path + "." + member.getKey(), false, faults));
        node.path("definitions")
                .properties()
                .forEach(member -> checkSchema(root, member.getValue(), "#" + member.getKey(), false, faults));
        if (node.has("items")) {
            checkSchema(root, node.get("items"), path + "[]", true, faults);
        }
        if (node.path("additionalProperties").isObject()) {
            checkSchema(root, node.get("additionalProperties"), path + ".*", true, faults);
        }
    }
}
