package dev.assent.api.subject;

import dev.assent.events.SubjectKey;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The versions of the secret that keyed subjects are made with. The service does not start without the current one. */
@Startup
@Singleton
public final class SubjectKeys {

    private final SubjectKey current;
    private final List<SubjectKey> earlier;

    SubjectKeys(SubjectKeysConfig config) {
        Map<Integer, SubjectKey> keys = new TreeMap<>();
        config.key().forEach((version, secret) -> keys.put(version, read(version, secret)));
        int version = config.current()
                .orElseThrow(() -> new IllegalStateException("Set assent.subject-keys.current to the version of the key"
                        + " that names people by their e-mail address, such as 1, and assent.subject-keys.key.1 to the"
                        + " base64 of at least 32 random bytes (openssl rand -base64 32)"));
        SubjectKey newest = keys.remove(version);
        if (newest == null) {
            throw new IllegalStateException(
                    "Set assent.subject-keys.key.%d to the base64 of at least 32 random bytes (openssl rand -base64 32):"
                                    .formatted(version)
                            + " it is the version that assent.subject-keys.current names");
        }
        this.current = newest;
        this.earlier = List.copyOf(keys.values());
    }

    /** The version that makes new subjects. */
    public SubjectKey current() {
        return current;
    }

    /** The other versions: under these, people may have been named before. */
    public List<SubjectKey> earlier() {
        return earlier;
    }

    private static SubjectKey read(int version, String secret) {
        try {
            return new SubjectKey(version, Base64.getDecoder().decode(secret.strip()));
        } catch (IllegalArgumentException e) {
            // Without the cause: the decoder's message repeats a part of what it read.
            throw new IllegalStateException(
                    "assent.subject-keys.key.%d is not the base64 of at least %d random bytes: make one with openssl rand -base64 32"
                            .formatted(version, SubjectKey.LEAST_BYTES));
        }
    }
}
