package dev.assent.deploy.helm;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the Kubernetes pod security standard "restricted" asks, and three things that this chart asks beyond it: a
 * read-only root file system, no token of the service account, and a group that is not root's.
 */
final class RestrictedPod {

    private final PodSpec pod;
    private final List<String> faults = new ArrayList<>();

    private RestrictedPod(PodSpec pod) {
        this.pod = pod;
    }

    /** What the pod does that it must not; empty for a good one. */
    static List<String> faultsOf(PodSpec pod) {
        RestrictedPod check = new RestrictedPod(pod);
        check.host();
        check.identity();
        check.volumes();
        check.containers().forEach(check::container);
        return List.copyOf(check.faults);
    }

    private Stream<Container> containers() {
        return Stream.concat(pod.getContainers().stream(), pod.getInitContainers().stream());
    }

    private void host() {
        allow(!isTrue(pod.getHostNetwork()), "hostNetwork");
        allow(!isTrue(pod.getHostPID()), "hostPID");
        allow(!isTrue(pod.getHostIPC()), "hostIPC");
        allow(Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), "automountServiceAccountToken");
        allow(pod.getEphemeralContainers().isEmpty(), "ephemeralContainers");
    }

    private void identity() {
        PodSecurityContext context = pod.getSecurityContext();
        if (context == null) {
            faults.add("securityContext");
            return;
        }
        allow(isTrue(context.getRunAsNonRoot()), "runAsNonRoot");
        allow(context.getRunAsUser() != null && context.getRunAsUser() > 0, "runAsUser");
        allow(context.getRunAsGroup() != null && context.getRunAsGroup() > 0, "runAsGroup");
        allow(
                context.getSeccompProfile() != null
                        && "RuntimeDefault".equals(context.getSeccompProfile().getType()),
                "seccompProfile");
        allow(context.getSysctls().isEmpty(), "sysctls");
    }

    private void volumes() {
        for (Volume volume : pod.getVolumes()) {
            boolean harmless = volume.getEmptyDir() != null
                    || volume.getConfigMap() != null
                    || volume.getSecret() != null
                    || volume.getProjected() != null
                    || volume.getPersistentVolumeClaim() != null;
            allow(harmless && volume.getHostPath() == null, "volumes." + volume.getName());
        }
    }

    private void container(Container container) {
        SecurityContext context = container.getSecurityContext();
        String at = container.getName() + ".";
        if (context == null) {
            faults.add(at + "securityContext");
            return;
        }
        allow(Boolean.FALSE.equals(context.getAllowPrivilegeEscalation()), at + "allowPrivilegeEscalation");
        allow(isTrue(context.getReadOnlyRootFilesystem()), at + "readOnlyRootFilesystem");
        allow(!isTrue(context.getPrivileged()), at + "privileged");
        allow(!Boolean.FALSE.equals(context.getRunAsNonRoot()), at + "runAsNonRoot");
        allow(context.getRunAsUser() == null || context.getRunAsUser() > 0, at + "runAsUser");
        allow(context.getProcMount() == null || "Default".equals(context.getProcMount()), at + "procMount");
        allow(
                context.getSeccompProfile() == null
                        || "RuntimeDefault".equals(context.getSeccompProfile().getType()),
                at + "seccompProfile");
        Capabilities capabilities = context.getCapabilities();
        allow(
                capabilities != null
                        && capabilities.getDrop().contains("ALL")
                        && capabilities.getAdd().isEmpty(),
                at + "capabilities");
        allow(
                container.getPorts().stream().map(ContainerPort::getHostPort).allMatch(port -> port == null),
                at + "hostPort");
    }

    private void allow(boolean kept, String what) {
        if (!kept) {
            faults.add(what);
        }
    }

    private static boolean isTrue(Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
