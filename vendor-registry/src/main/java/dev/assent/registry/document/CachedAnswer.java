package dev.assent.registry.document;

import dev.assent.registry.site.ContentJson;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Answers that caches may keep: each with a tag of its bytes, and 304 for who has them already. */
final class CachedAnswer {

    private static final int SECONDS = 60;
    private static final int TAG_DIGITS = 32;
    /** A page needs its style sheet and nothing else; whatever else got into it would not run. */
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private CachedAnswer() {}

    static Response json(Object value, Request request) {
        return answer(ContentJson.write(value), MediaType.APPLICATION_JSON_TYPE, request)
                .build();
    }

    static Response json(Object value, Wording wording, Request request) {
        return answer(ContentJson.write(value), MediaType.APPLICATION_JSON_TYPE, request)
                .language(wording.language())
                .build();
    }

    static Response html(String page, Wording wording, Request request) {
        return answer(page, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"), request)
                .language(wording.language())
                .header("Content-Security-Policy", PAGE_POLICY)
                .build();
    }

    private static Response.ResponseBuilder answer(String body, MediaType type, Request request) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        EntityTag tag = new EntityTag(tag(bytes));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(bytes, type) : unchanged;
        CacheControl cache = new CacheControl();
        cache.setMaxAge(SECONDS);
        return answer.tag(tag)
                .cacheControl(cache)
                .header(HttpHeaders.VARY, "Accept, Accept-Language")
                // Everyone may read this from any page: it is public and depends on no cookie.
                .header("Access-Control-Allow-Origin", "*");
    }

    private static String tag(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, TAG_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
