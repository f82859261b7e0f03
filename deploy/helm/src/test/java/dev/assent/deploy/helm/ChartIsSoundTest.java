package dev.assent.deploy.helm;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The chart, rendered by the real Helm with each of its values files, is what a cluster would take. */
class ChartIsSoundTest {

    private static final Map<String, Integer> SERVICES =
            Map.of("consent-api", 8080, "consent-ledger", 8081, "vendor-registry", 8082, "notifier", 8083);

    static List<Path> values() {
        return Chart.exampleValues();
    }

    @ParameterizedTest
    @MethodSource("values")
    void helmFindsNothingToSay(Path values, @TempDir Path scratch) {
        Chart chart = Chart.original().copyTo(scratch.resolve("assent")).withDefaults(values);

        LintResult result = chart.lint();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyKeyIsOneThatKubernetesKnows(Path values) {
        Manifests manifests = Manifests.parse(Chart.original().render(values));

        List<String> unknown = UnknownFields.in(manifests);

        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyPodKeepsTheRestrictedStandard(Path values) {
        Manifests manifests = Manifests.parse(Chart.original().render(values));

        List<Deployment> deployments = manifests.of(Deployment.class);

        assertThat(deployments).hasSize(4).allSatisfy(deployment -> assertThat(RestrictedPod.faultsOf(
                        deployment.getSpec().getTemplate().getSpec()))
                .as(Manifests.nameOf(deployment))
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("values")
    void namesAndSelectorsFitTogether(Path values) {
        Manifests manifests = Manifests.parse(Chart.original().render(values));

        assertThat(manifests.names()).doesNotHaveDuplicates();
        SERVICES.forEach((service, port) -> {
            String name = Chart.RELEASE + "-" + service;
            Deployment deployment = manifests.one(Deployment.class, name);
            Map<String, String> podLabels =
                    deployment.getSpec().getTemplate().getMetadata().getLabels();
            Map<String, String> selector = deployment.getSpec().getSelector().getMatchLabels();
            Service front = manifests.one(Service.class, name);
            Container container = onlyContainer(deployment);

            assertThat(podLabels).containsAllEntriesOf(selector);
            assertThat(front.getSpec().getSelector()).isEqualTo(selector);
            assertThat(front.getSpec().getPorts()).singleElement().satisfies(exposed -> {
                assertThat(exposed.getPort()).isEqualTo(port);
                assertThat(ports(container)).containsKey(exposed.getTargetPort().getStrVal());
            });
            assertThat(manifests
                            .one(PodDisruptionBudget.class, name)
                            .getSpec()
                            .getSelector()
                            .getMatchLabels())
                    .isEqualTo(selector);
            assertThat(manifests.of(NetworkPolicy.class))
                    .allSatisfy(policy ->
                            assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress"));
            assertThat(deployment.getSpec().getTemplate().getSpec().getServiceAccountName())
                    .isEqualTo(name);
            assertThat(manifests.one(ServiceAccount.class, name).getAutomountServiceAccountToken())
                    .isFalse();
            assertThat(container.getEnvFrom()).singleElement().satisfies(source -> assertThat(manifests
                            .one(ConfigMap.class, source.getConfigMapRef().getName())
                            .getData())
                    .containsEntry("QUARKUS_HTTP_PORT", port.toString())
                    .containsEntry("QUARKUS_MANAGEMENT_PORT", Integer.toString(port + 1000)));
        });
    }

    @ParameterizedTest
    @MethodSource("values")
    void probesAskTheManagementPort(Path values) {
        Manifests manifests = Manifests.parse(Chart.original().render(values));

        assertThat(manifests.of(Deployment.class)).allSatisfy(deployment -> {
            Container container = onlyContainer(deployment);
            int http = ports(container).get("http");
            assertThat(ports(container)).containsEntry("management", http + 1000);
            assertProbe(container.getStartupProbe(), "/q/health/started");
            assertProbe(container.getLivenessProbe(), "/q/health/live");
            assertProbe(container.getReadinessProbe(), "/q/health/ready");
        });
    }

    @ParameterizedTest
    @MethodSource("values")
    void secretsAreNamedAndNeverHeld(Path values) {
        Manifests manifests = Manifests.parse(Chart.original().render(values));

        assertThat(manifests.of(Secret.class)).isEmpty();
        assertThat(manifests.of(ConfigMap.class)).allSatisfy(map -> assertThat(
                        map.getData().keySet())
                .noneMatch(name -> name.matches(".*(PASSWORD|SECRET|TOKEN|CREDENTIAL|JAAS|KEK_KEYS|SIGNING_KEY).*")));
        assertThat(manifests.of(Deployment.class)).allSatisfy(deployment -> assertThat(
                        onlyContainer(deployment).getEnv())
                .allSatisfy(variable -> {
                    assertThat(variable.getValue()).as(variable.getName()).isNull();
                    assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                            .isNotBlank();
                    assertThat(variable.getValueFrom().getSecretKeyRef().getKey())
                            .isNotBlank();
                }));
    }

    @Test
    void everyServiceHasItsOwnSecretAndIdentity() {
        Manifests manifests = Manifests.parse(Chart.original().render(Chart.minimalValues()));

        List<Set<String>> secrets = manifests.of(Deployment.class).stream()
                .map(deployment -> onlyContainer(deployment).getEnv().stream()
                        .map(variable ->
                                variable.getValueFrom().getSecretKeyRef().getName())
                        .collect(Collectors.toSet()))
                .toList();

        assertThat(secrets)
                .containsExactlyInAnyOrder(
                        Set.of("assent-consent-api"),
                        Set.of("assent-consent-ledger"),
                        Set.of("assent-vendor-registry"),
                        Set.of("assent-notifier"));
        assertThat(manifests.of(ServiceAccount.class)).hasSize(4);
    }

    @Test
    void everyMailboxHasItsUserAndAReferenceToItsPassword() {
        Path values = Chart.original().directory().resolve("ci/full-values.yaml");

        Manifests manifests = Manifests.parse(Chart.original().render(values));

        assertThat(manifests.one(ConfigMap.class, "assent-notifier").getData())
                .containsEntry("ASSENT_NOTIFIER_MAILBOXES_SHOP_USER", "dpo@shop.test")
                .containsEntry("ASSENT_NOTIFIER_MAILBOXES_PAPER_USER", "privacy@paper.test");
        assertThat(onlyContainer(manifests.one(Deployment.class, "assent-notifier"))
                        .getEnv())
                .extracting(EnvVar::getName)
                .contains("ASSENT_NOTIFIER_MAILBOXES_SHOP_PASSWORD", "ASSENT_NOTIFIER_MAILBOXES_PAPER_PASSWORD");
    }

    @Test
    void everyKeyEncryptionKeyIsAReferenceAndOneIsCurrent() {
        Path values = Chart.original().directory().resolve("ci/full-values.yaml");

        Manifests manifests = Manifests.parse(Chart.original().render(values));

        assertThat(manifests.one(ConfigMap.class, "assent-consent-ledger").getData())
                .containsEntry("ASSENT_LEDGER_KEK_CURRENT", "k2")
                .containsEntry("ASSENT_LEDGER_SIGNING_CURRENT", "s2");
        assertThat(onlyContainer(manifests.one(Deployment.class, "assent-consent-ledger"))
                        .getEnv())
                .extracting(EnvVar::getName)
                .contains(
                        "ASSENT_LEDGER_KEK_KEYS_K1",
                        "ASSENT_LEDGER_KEK_KEYS_K2",
                        "ASSENT_LEDGER_SIGNING_KEYS_S1",
                        "ASSENT_LEDGER_SIGNING_KEYS_S2");
    }

    @Test
    void aChangedSettingStartsNewPodsOfThatServiceOnly() {
        Chart chart = Chart.original();

        Manifests before = Manifests.parse(chart.render(Chart.minimalValues()));
        Manifests after =
                Manifests.parse(chart.render(Chart.minimalValues(), "notifier.settings.QUARKUS_LOG_LEVEL", "DEBUG"));

        assertThat(hash(after, "notifier")).isNotEqualTo(hash(before, "notifier"));
        assertThat(hash(after, "consent-api")).isEqualTo(hash(before, "consent-api"));
    }

    @Test
    void theIntakeIsTimedToDrainAndToldWhoseWordCounts() {
        Path values = Chart.original().directory().resolve("ci/full-values.yaml");

        Manifests manifests = Manifests.parse(Chart.original().render(values));

        assertThat(manifests.one(ConfigMap.class, "assent-consent-api").getData())
                .containsEntry("QUARKUS_SHUTDOWN_DELAY", "20S")
                .containsEntry("ASSENT_PROXIES_TRUSTED", "10.20.0.0/16,fd00:20::/32")
                .containsEntry("ASSENT_PROXIES_COUNTRY_HEADER", "CF-IPCountry")
                .containsEntry("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        assertThat(manifests
                        .one(Deployment.class, "assent-consent-api")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getTerminationGracePeriodSeconds())
                .as("longer than preStop, drain, graceful shutdown and Kafka's timeouts together")
                .isGreaterThan(5 + 20 + 10 + 8);
    }

    private static String hash(Manifests manifests, String service) {
        return manifests
                .one(Deployment.class, Chart.RELEASE + "-" + service)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get("assent.dev/settings-hash");
    }

    private static Container onlyContainer(Deployment deployment) {
        List<Container> containers =
                deployment.getSpec().getTemplate().getSpec().getContainers();
        assertThat(containers).hasSize(1);
        return containers.getFirst();
    }

    private static Map<String, Integer> ports(Container container) {
        return container.getPorts().stream()
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
    }

    private static void assertProbe(Probe probe, String path) {
        HTTPGetAction get = probe.getHttpGet();
        assertThat(get.getPath()).isEqualTo(path);
        assertThat(get.getPort().getStrVal()).isEqualTo("management");
    }
}
