package dev.assent.verify.stored;

import dev.assent.verify.report.CouldNotCheckException;

import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The keys that wrap the data keys, by id. */
public final class KeyEncryptionKeys {

    private static final String PREFIX = "ASSENT_LEDGER_KEK_KEYS_";

    private final Map<String, SealingKey> keys;

    private KeyEncryptionKeys(Map<String, SealingKey> keys) {
        this.keys = keys;
    }

    /** From each {@code ASSENT_LEDGER_KEK_KEYS_{ID}}: base64 of 32 bytes. */
    public static KeyEncryptionKeys of(Map<String, String> environment) throws CouldNotCheckException {
        Map<String, SealingKey> keys = new HashMap<>();
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (variable.getKey().startsWith(PREFIX)) {
                try {
                    String id = variable.getKey().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
                    keys.put(id, new SealingKey(Base64.getDecoder().decode(variable.getValue())));
                } catch (IllegalArgumentException e) {
                    // Without the cause: it would repeat a part of the key.
                    throw new CouldNotCheckException(variable.getKey() + " is not base64 of 32 bytes");
                }
            }
        }
        if (keys.isEmpty()) {
            throw new CouldNotCheckException("no " + PREFIX + "{ID} is set");
        }
        return new KeyEncryptionKeys(keys);
    }

    Optional<SealingKey> find(String id) {
        return Optional.ofNullable(keys.get(id.toLowerCase(Locale.ROOT)));
    }
}
