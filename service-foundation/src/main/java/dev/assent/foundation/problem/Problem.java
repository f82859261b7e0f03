package dev.assent.foundation.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * An answer that says what was wrong and what to do (RFC 9457). Its type, {@code urn:assent:problem:…}, is stable:
 * clients may decide by it. Its texts never repeat personal data or secrets.
 */
public final class Problem extends HttpProblem {

    private static final long serialVersionUID = 1L;
    /** Shorter than any secret. */
    private static final int LONGEST_NAME = 20;

    private static final String TYPE_PREFIX = "urn:assent:problem:";

    private Problem(HttpProblem.Builder builder) {
        super(builder);
    }

    /**
     * A problem.
     *
     * @param status the HTTP status
     * @param slug the last part of the type
     * @param title the same for every problem of the type
     * @param detail what was wrong here and how to mend it
     */
    public Problem(int status, String slug, String title, @Nullable String detail) {
        this(builder(status, slug, title, detail));
    }

    /** A problem with further members. */
    public Problem(int status, String slug, String title, @Nullable String detail, Map<String, ?> members) {
        this(with(builder(status, slug, title, detail), members));
    }

    /** A problem that passes by itself: 503 with Retry-After. */
    public static Problem unavailable(
            String slug, String title, String detail, Duration retryAfter, Map<String, ?> members) {
        return new Problem(with(builder(503, slug, title, detail), members)
                .withHeader(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds())));
    }

    /** 429 with Retry-After. */
    public static Problem tooMany(String slug, String title, String detail, Duration retryAfter) {
        return new Problem(builder(429, slug, title, detail)
                .withHeader(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds())));
    }

    /** 404 for what does not exist, and for what the caller may not know of: the two look the same. */
    public static Problem notFound() {
        return new Problem(404, "not-found", "There is nothing here", null);
    }

    /** 401 for a caller who has not signed in. */
    public static Problem notSignedIn() {
        return new Problem(
                builder(401, "not-signed-in", "Sign in first", "This needs a bearer token of the platform's realm.")
                        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }

    /** 403 for a caller who is signed in and has the role for no site. */
    public static Problem forbidden() {
        return new Problem(403, "forbidden", "Your roles do not allow this", null);
    }

    /** 403 for a machine of the site whose token lacks the scope. */
    public static Problem scopeNeeded(String scope) {
        return new Problem(
                403,
                "scope-needed",
                "The token lacks a scope",
                "Ask for the token with scope=" + scope + ".",
                Map.of("scope", scope));
    }

    /**
     * A name that the caller gave, as far as a problem repeats it: what was misplaced there could be a secret or an address, of
     * which too little is left to be of use.
     */
    public static String named(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("[^A-Za-z0-9._-]", "?");
    }

    /** The type's URI for a slug. */
    static URI type(String slug) {
        return URI.create(TYPE_PREFIX + slug);
    }

    private static HttpProblem.Builder builder(int status, String slug, String title, @Nullable String detail) {
        HttpProblem.Builder builder =
                HttpProblem.builder().withType(type(slug)).withTitle(title).withStatus(status);
        return detail == null ? builder : builder.withDetail(detail);
    }

    private static HttpProblem.Builder with(HttpProblem.Builder builder, Map<String, ?> members) {
        members.forEach(builder::with);
        return builder;
    }
}
