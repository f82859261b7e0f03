package dev.assent.ledger.export;

import dev.assent.foundation.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;

/** Answers with an export. */
@ApplicationScoped
public class ExportAnswers {

    private final Exports exports;

    ExportAnswers(Exports exports) {
        this.exports = exports;
    }

    /**
     * The answer.
     *
     * @param format {@code ndjson} or {@code csv}; null for the first
     * @param from the first moment, RFC 3339; null for all
     * @param after the cursor of the last line that arrived; null for the beginning
     */
    public Response answer(
            String actor, String site, @Nullable String format, @Nullable String from, @Nullable String after) {
        Format form = Format.of(format);
        Exports.Export export = after == null
                ? exports.fromTime(actor, site, form, time(from))
                : exports.after(actor, site, form, after).orElseThrow(() -> bad("after: It is the cursor of no line."));
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        StreamingOutput lines = out -> exports.write(export, out);
        return Response.ok(lines, form.mediaType())
                .cacheControl(noStore)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s-consent.%s\"".formatted(site, form.suffix()))
                .build();
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw bad("from: It is a time such as 2026-11-22T17:00:00Z.");
        }
    }

    private static Problem bad(String detail) {
        return new Problem(400, "bad-parameter", "A parameter has no such value", detail);
    }
}
