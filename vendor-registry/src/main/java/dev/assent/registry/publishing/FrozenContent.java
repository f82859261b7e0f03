package dev.assent.registry.publishing;

import dev.assent.registry.site.ContentJson;
import dev.assent.registry.site.Cookie;
import dev.assent.registry.site.SiteContent;
import dev.assent.registry.text.OwnStorage;
import dev.assent.registry.text.SiteTexts;
import org.erdtman.jcs.JsonCanonicalizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A draft as a version freezes it: with every text, and with the platform's own storage in its cookie table.
 *
 * @param content the content
 * @param canonical its canonical JSON (RFC 8785)
 * @param hash SHA-256 of that in UTF-8, 64 hex digits
 */
record FrozenContent(SiteContent content, String canonical, String hash) {

    static FrozenContent of(SiteContent draft) {
        Map<String, Map<String, String>> texts = SiteTexts.of(draft);
        List<Cookie> declared = draft.cookies().stream()
                .filter(cookie -> !OwnStorage.is(cookie))
                .toList();
        List<Cookie> cookies = Stream.concat(OwnStorage.of(draft, texts).stream(), declared.stream())
                .toList();
        SiteContent content = draft.with(cookies, texts);
        String canonical = canonical(ContentJson.write(content));
        return new FrozenContent(content, canonical, sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String canonical(String json) {
        try {
            return new JsonCanonicalizer(json).getEncodedString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
