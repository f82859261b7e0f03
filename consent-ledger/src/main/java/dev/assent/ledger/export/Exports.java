package dev.assent.ledger.export;

import dev.assent.foundation.journal.Journal;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.export.ExportCursor.Stretch;
import dev.assent.ledger.opened.Opened;
import dev.assent.ledger.opened.OpenedLogs;
import dev.assent.ledger.opened.TimeIndex;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a site's events, log by log. Nothing is held but a page: no transaction stays open while somebody downloads
 * slowly, and memory does not grow with the site.
 */
@ApplicationScoped
class Exports {

    private static final Logger LOG = Logger.getLogger(Exports.class);
    private static final int PAGE = 500;

    private final OpenedLogs logs;
    private final TimeIndex times;
    private final Journal journal;

    Exports(OpenedLogs logs, TimeIndex times, Journal journal) {
        this.logs = logs;
        this.times = times;
        this.journal = journal;
    }

    /**
     * An export to be written.
     *
     * @param actor who asked for it
     * @param site whose events
     * @param format the form of its lines
     * @param resumed whether it goes on where another broke
     * @param start where it begins
     */
    record Export(String actor, String site, Format format, boolean resumed, ExportCursor start) {}

    /** All events of the site so far, from a moment on. */
    Export fromTime(String actor, String site, Format format, @Nullable Instant from) {
        List<Stretch> all = logs.all().stream()
                .map(log -> new Stretch(log, from == null ? 0 : times.from(log, from), logs.size(log)))
                .toList();
        return new Export(actor, site, format, false, new ExportCursor(from, all));
    }

    /** The rest of an export after a line; empty for a cursor that is none. */
    Optional<Export> after(String actor, String site, Format format, String cursor) {
        return ExportCursor.read(cursor)
                .map(read -> new Export(
                        actor,
                        site,
                        format,
                        true,
                        new ExportCursor(
                                read.from(),
                                read.left().stream().map(this::asFarAsItGoes).toList())));
    }

    /** Anyone can make up a cursor; none leads beyond the log. */
    private Stretch asFarAsItGoes(Stretch stretch) {
        return new Stretch(stretch.log(), stretch.next(), Math.min(stretch.end(), logs.size(stretch.log())));
    }

    /** Writes it. What is entered in the journal says how many lines went out, and whether that was all. */
    void write(Export export, OutputStream out) throws IOException {
        journal.record(
                export.actor(),
                "export.began",
                export.site(),
                "export",
                export.format().suffix(),
                Map.of("resumed", export.resumed()));
        long lines = 0;
        boolean whole = false;
        try {
            if (!export.resumed()) {
                out.write(export.format().head().getBytes(StandardCharsets.UTF_8));
            }
            ExportCursor cursor = export.start();
            while (!cursor.left().isEmpty()) {
                Stretch stretch = cursor.left().getFirst();
                if (stretch.next() >= stretch.end()) {
                    cursor = cursor.withoutFirst();
                    continue;
                }
                OpenedLogs.Page page = logs.ofSite(stretch.log(), export.site(), stretch.next(), stretch.end(), PAGE);
                lines += write(export, cursor, page.entries(), out);
                cursor = cursor.after(page.next() - 1);
            }
            out.flush();
            whole = true;
        } catch (EvidenceUnavailableException e) {
            // The status is sent already: breaking off is the only way to say it.
            LOG.warnf("export broken off: site=%s lines=%d cause=\"%s\"", export.site(), lines, e.getMessage());
            throw new IOException("the database does not answer", e);
        } finally {
            journal.record(
                    export.actor(),
                    whole ? "export.ended" : "export.broken-off",
                    export.site(),
                    "export",
                    export.format().suffix(),
                    Map.of("lines", lines));
        }
    }

    private static long write(Export export, ExportCursor cursor, List<Opened> entries, OutputStream out)
            throws IOException {
        long lines = 0;
        for (Opened entry : entries) {
            if (cursor.from() == null || !entry.recordedAt().isBefore(cursor.from())) {
                String place = cursor.after(entry.entry().index()).text();
                out.write(export.format().line(entry, place).getBytes(StandardCharsets.UTF_8));
                lines++;
            }
        }
        return lines;
    }
}
