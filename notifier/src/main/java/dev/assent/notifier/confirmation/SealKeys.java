package dev.assent.notifier.confirmation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.events.ConfirmationAsked;
import dev.assent.foundation.seal.PrivateSealKey;
import dev.assent.foundation.seal.SealBrokenException;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens the addresses that were sealed to this service. It does not start without a key. */
@Startup
@Singleton
final class SealKeys {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Integer, PrivateSealKey> keys = new HashMap<>();

    SealKeys(ConfirmationConfig config) {
        config.keys().forEach((version, key) -> {
            try {
                keys.put(version, new PrivateSealKey(Base64.getDecoder().decode(key.strip())));
            } catch (IllegalArgumentException e) {
                // Without the cause: the decoder's message repeats a part of what it read.
                throw new IllegalStateException(
                        "assent.notifier.confirmations.keys.%d is not the base64 of an X25519 private key of 32 bytes"
                                .formatted(version));
            }
        });
        if (keys.isEmpty()) {
            throw new IllegalStateException(
                    "Set assent.notifier.confirmations.keys.1 to the base64 of the X25519 private key, 32 bytes, whose"
                            + " public key consent-api has as assent.confirmations.notifier-key");
        }
    }

    boolean knows(int version) {
        return keys.containsKey(version);
    }

    /**
     * What stands in a question.
     *
     * @throws SealBrokenException if it was not sealed to this service for this very question, or holds something else
     */
    Opened open(ConfirmationAsked asked) throws SealBrokenException, IOException {
        PrivateSealKey key = keys.get(asked.keyVersion());
        if (key == null) {
            throw new IllegalStateException("no key of that version");
        }
        byte[] opened = key.open(
                ConfirmationAsked.TYPE,
                asked.site() + '\0' + asked.subject() + '\0' + asked.choiceEventId(),
                asked.sealedAddress());
        JsonNode members = JSON.readTree(opened);
        List<String> purposes = new ArrayList<>();
        members.path("purposes").forEach(purpose -> purposes.add(purpose.asText()));
        return new Opened(members.path("address").asText(), members.path("link").asText(), List.copyOf(purposes));
    }
}
