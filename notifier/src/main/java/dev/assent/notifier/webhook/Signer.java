package dev.assent.notifier.webhook;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Signs messages as Standard Webhooks has it: {@code v1,base64(HMAC-SHA-256(secret, id.timestamp.body))}. */
@Startup
@Singleton
final class Signer {

    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final Map<String, List<byte[]>> secrets = new HashMap<>();

    Signer(WebhookConfig config) {
        config.secrets()
                .forEach((site, texts) -> secrets.put(
                        site,
                        Arrays.stream(texts.strip().split("\\s+"))
                                .map(text -> secret(site, text))
                                .toList()));
    }

    /**
     * The value of {@code webhook-signature}; empty if the site has no secret.
     *
     * @param timestamp seconds since 1970
     */
    Optional<String> sign(String site, String id, long timestamp, String body) {
        byte[] content = (id + '.' + timestamp + '.' + body).getBytes(StandardCharsets.UTF_8);
        return Optional.ofNullable(secrets.get(site)).map(keys -> keys.stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(mac(key, content)))
                .collect(Collectors.joining(" ")));
    }

    private static byte[] secret(String site, String text) {
        try {
            byte[] secret = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "?");
            if (secret.length >= LEAST_BYTES && secret.length <= MOST_BYTES) {
                return secret;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the decoder's message: it repeats a part of what it read.
        }
        throw new IllegalStateException(
                "assent.notifier.webhooks.secrets.%s is not whsec_ and the base64 of 24 to 64 random bytes"
                        .formatted(site));
    }

    private static byte[] mac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", e);
        }
    }
}
