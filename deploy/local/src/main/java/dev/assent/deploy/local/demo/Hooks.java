package dev.assent.deploy.local.demo;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sample site's own system would hear by webhook: it takes a message only if the signature is right (Standard
 * Webhooks), and shows the last ones.
 */
final class Hooks {

    private static final Pattern PATH = Pattern.compile("/hooks/([a-z0-9-]{1,40})");
    private static final int LARGEST = 64 * 1024;
    private static final int SHOWN = 20;
    private static final String PREFIX = "whsec_";

    /**
     * A message that came.
     *
     * @param id its {@code webhook-id}
     * @param site the site
     * @param body what it says
     */
    record Message(String id, String site, String body) {}

    private final Map<String, String> secrets;
    private final Deque<Message> messages = new ArrayDeque<>();

    Hooks(Map<String, String> secrets) {
        this.secrets = Map.copyOf(secrets);
    }

    static boolean isOne(String path) {
        return PATH.matcher(path).matches();
    }

    /** The last messages, newest first. */
    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Takes a message; returns the status to answer with. */
    int take(HttpExchange exchange) throws IOException {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        String secret = path.matches() ? secrets.get(path.group(1)) : null;
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST);
        if (secret == null) {
            return 404;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        String id = header(exchange, "webhook-id");
        String signed = id + '.' + header(exchange, "webhook-timestamp") + '.' + text;
        String right = "v1," + sign(Base64.getDecoder().decode(secret.substring(PREFIX.length())), signed);
        boolean genuine = Arrays.stream(header(exchange, "webhook-signature").split(" "))
                .anyMatch(signature -> MessageDigest.isEqual(
                        signature.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8)));
        if (!genuine) {
            return 401;
        }
        keep(new Message(id, path.group(1), text));
        return 204;
    }

    private synchronized void keep(Message message) {
        // The same message may come again, under the same id.
        messages.removeIf(known -> known.id().equals(message.id()));
        messages.addFirst(message);
        if (messages.size() > SHOWN) {
            messages.removeLast();
        }
    }

    private static String header(HttpExchange exchange, String name) {
        @Nullable String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static String sign(byte[] secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", e);
        }
    }
}
