package dev.assent.deploy.helm;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The checks of this module do find what they are there to find. */
class MisspellingsAreFoundTest {

    @TempDir
    Path scratch;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            livenessProbe:             | livenesProbe:             | spec.template.spec.containers[0].livenesProbe
            readOnlyRootFilesystem:    | readOnlyRootFileSystem:   | spec.template.spec.containers[0].securityContext.readOnlyRootFileSystem
            runAsNonRoot: true\\n        runAsUser | runAsNonroot: true\\n        runAsUser | spec.template.spec.securityContext.runAsNonroot
            topologySpreadConstraints: | topologySpreadConstraint: | spec.template.spec.topologySpreadConstraint
            failureThreshold: 60       | failureTreshold: 60       | spec.template.spec.containers[0].startupProbe.failureTreshold
            maxSurge:                  | maxSurges:                | spec.strategy.rollingUpdate.maxSurges
            secretKeyRef:              | secretKeyref:             | spec.template.spec.containers[0].env[0].valueFrom.secretKeyref
            sizeLimit:                 | sizelimit:                | spec.template.spec.volumes[0].emptyDir.sizelimit
            """)
    void aMisspeltPodFieldIsNamedWithItsPath(String text, String misspelt, String path) {
        Chart chart = Chart.original()
                .copyTo(scratch.resolve("assent"))
                .replacing("templates/deployments.yaml", text.replace("\\n", "\n"), misspelt.replace("\\n", "\n"));

        List<String> unknown = UnknownFields.in(Manifests.parse(chart.render(Chart.minimalValues())));

        assertThat(unknown).contains("Deployment/assent-consent-ledger: " + path);
    }

    @Test
    void aKindThatDoesNotExistIsFound() {
        Chart chart = Chart.original()
                .copyTo(scratch.resolve("assent"))
                .replacing(
                        "templates/poddisruptionbudgets.yaml",
                        "kind: PodDisruptionBudget",
                        "kind: PodDisruptionBugdet");

        List<String> unknown = UnknownFields.in(Manifests.parse(chart.render(Chart.minimalValues())));

        assertThat(unknown).anyMatch(found -> found.startsWith("PodDisruptionBugdet/"));
    }

    @Test
    void aPortWrittenAsTextIsRefused() {
        Chart chart = Chart.original()
                .copyTo(scratch.resolve("assent"))
                .replacing(
                        "templates/deployments.yaml",
                        "containerPort: {{ $service.port }}",
                        "containerPort: {{ $service.port | quote }}");

        String rendered = chart.render(Chart.minimalValues());

        assertThatThrownBy(() -> Manifests.parse(rendered))
                .hasMessageContaining("spec.template.spec.containers[0].ports[0].containerPort");
    }

    @Test
    void aSettingThatIsNotTextIsRefused() {
        Chart chart = Chart.original()
                .copyTo(scratch.resolve("assent"))
                .replacing("templates/_helpers.tpl", "{{ $values.generation | quote }}", "{{ $values.generation }}");
        String rendered = chart.render(Chart.minimalValues());

        assertThatThrownBy(() -> Manifests.parse(rendered)).hasMessageContaining("ASSENT_GENERATION");
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        Chart chart = Chart.original()
                .copyTo(scratch.resolve("assent"))
                .replacing("templates/services.yaml", "spec:", "spec:\n  type: ClusterIP\n  type: NodePort");
        String rendered = chart.render(Chart.minimalValues());

        assertThatThrownBy(() -> Manifests.parse(rendered)).hasMessageContaining("duplicate key");
    }

    @ParameterizedTest
    @CsvSource({
        "readOnlyRootFilesystem: true, readOnlyRootFilesystem: false, consent-api.readOnlyRootFilesystem",
        "allowPrivilegeEscalation: false, allowPrivilegeEscalation: true, consent-api.allowPrivilegeEscalation",
        "drop: [ALL], drop: [NET_RAW], consent-api.capabilities",
        "type: RuntimeDefault, type: Unconfined, seccompProfile",
        "runAsUser: 10001, runAsUser: 0, runAsUser",
        "enableServiceLinks: false, hostNetwork: true, hostNetwork",
    })
    void aPodThatAsksForMoreIsFound(String text, String loosened, String fault) {
        Chart chart = Chart.original()
                .copyTo(scratch.resolve("assent"))
                .replacing("templates/deployments.yaml", text, loosened);
        Manifests manifests = Manifests.parse(chart.render(Chart.minimalValues()));

        List<String> faults = RestrictedPod.faultsOf(manifests
                .of(Deployment.class)
                .getFirst()
                .getSpec()
                .getTemplate()
                .getSpec());

        assertThat(faults).containsExactly(fault);
    }
}
