package dev.assent.registry.document;

import dev.assent.foundation.problem.Problem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** In which form a document is answered. */
enum DocumentFormat {
    /** A whole HTML page. */
    PAGE,
    /** The page's content alone. */
    CONTENT,
    /** The same facts as JSON. */
    JSON;

    private static final List<Variant> VARIANTS = Variant.mediaTypes(
                    MediaType.TEXT_HTML_TYPE, MediaType.APPLICATION_JSON_TYPE)
            .build();

    /**
     * By name first, then by Accept.
     *
     * @throws Problem 404 for a name that there is not
     */
    static DocumentFormat choose(@Nullable String format, @Nullable String part, Request request) {
        boolean content = "content".equals(part);
        if (part != null && !content) {
            throw new Problem(404, "unknown-part", "There is no such part", "The only part is content.");
        }
        boolean json;
        if (format == null) {
            Variant variant = request.selectVariant(VARIANTS);
            json = variant != null && variant.getMediaType().equals(MediaType.APPLICATION_JSON_TYPE);
        } else {
            json = switch (format) {
                case "json" -> true;
                case "html" -> false;
                default ->
                    throw new Problem(
                            404,
                            "unknown-format",
                            "There is no such format",
                            "The formats are html and json.",
                            Map.of("formats", List.of("html", "json")));
            };
        }
        if (json) {
            return JSON;
        }
        return content ? CONTENT : PAGE;
    }
}
