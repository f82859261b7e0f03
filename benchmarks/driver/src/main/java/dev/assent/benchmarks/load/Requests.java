package dev.assent.benchmarks.load;

import java.net.URI;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Requests that are alike but for the visitor's secret, which is never the same twice.
 *
 * @param address where they go
 * @param headers what each carries beside its length
 * @param body the body, with {@link #SECRET} where the secret stands
 */
public record Requests(URI address, Map<String, String> headers, String body) {

    /** Stands for the 32 hex digits of a secret. */
    public static final String SECRET = "SECRET-OF-THIRTY-TWO-CHARACTERS-";

    /** Keeps a copy of the headers in their order. */
    public Requests {
        headers = new LinkedHashMap<>(headers);
        if (body.split(SECRET, -1).length != 2) {
            throw new IllegalArgumentException("The body needs one place for the secret");
        }
    }

    /** The first half of the secrets of one load, so that no two loads have one in common. */
    static String secretsBegin(RandomGenerator random) {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
