package dev.assent.deploy.local;

import dev.assent.witness.WitnessKey;
import dev.assent.witness.WitnessServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The witness of this platform's logs, so that the way to one is used here too. It proves little while the same person runs
 * both: a real one is somebody else's.
 */
final class LocalWitness {

    private static final String SECRET = "witness.signing";

    private LocalWitness() {}

    /** Starts it. */
    static WitnessServer start(Path directory, PortPlan ports, LocalSecrets secrets, List<String> logs) {
        try {
            return WitnessServer.start(Map.of(
                    "ASSENT_WITNESS_NAME", name(ports),
                    "ASSENT_WITNESS_KEY", secrets.key(SECRET),
                    "ASSENT_WITNESS_LOGS", String.join(" ", logs),
                    "ASSENT_WITNESS_DIRECTORY", directory.resolve("witness").toString(),
                    "ASSENT_WITNESS_PORT", Integer.toString(ports.of(Port.WITNESS))));
        } catch (IOException e) {
            throw new UncheckedIOException("the witness does not start", e);
        }
    }

    /** Its verifier key. */
    static String verifierKey(PortPlan ports, LocalSecrets secrets) {
        return new WitnessKey(name(ports), Base64.getDecoder().decode(secrets.key(SECRET))).verifierKey();
    }

    private static String name(PortPlan ports) {
        return "localhost:" + ports.of(Port.WITNESS) + "/witness";
    }
}
