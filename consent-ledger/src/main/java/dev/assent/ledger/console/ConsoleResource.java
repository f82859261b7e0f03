package dev.assent.ledger.console;

import dev.assent.events.Subject;
import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.access.Role;
import dev.assent.foundation.access.SiteAccess;
import dev.assent.foundation.problem.Problem;
import dev.assent.ledger.export.ExportAnswers;
import dev.assent.ledger.history.EventList;
import dev.assent.ledger.history.Events;
import dev.assent.ledger.history.History;
import dev.assent.ledger.history.Item;
import dev.assent.ledger.history.Query;
import dev.assent.ledger.history.ReadingJournal;
import dev.assent.ledger.statistics.Breakdown;
import dev.assent.ledger.statistics.SiteStatistics;
import dev.assent.ledger.statistics.Statistics;
import dev.assent.ledger.statistics.StatisticsJournal;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The pages on which a site's staff see how people answered, and look up what was recorded. */
@Path("/console")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class ConsoleResource {

    private static final int ON_ONE_PAGE = 50;
    // Nothing runs on these pages.
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final SiteStatistics statistics;
    private final StatisticsJournal statisticsJournal;
    private final Events events;
    private final ReadingJournal journal;
    private final ExportAnswers exports;
    private final SiteAccess access;

    ConsoleResource(
            SiteStatistics statistics,
            StatisticsJournal statisticsJournal,
            Events events,
            ReadingJournal journal,
            ExportAnswers exports,
            SiteAccess access) {
        this.statistics = statistics;
        this.statisticsJournal = statisticsJournal;
        this.events = events;
        this.journal = journal;
        this.exports = exports;
        this.access = access;
    }

    /** The pages' templates. */
    @CheckedTemplate(basePath = "reading", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        static native TemplateInstance sites(SitesPage page);

        static native TemplateInstance site(SitePage page);

        static native TemplateInstance events(EventsPage page);

        static native TemplateInstance subject(SubjectPage page);
    }

    /** The sites that somebody may look at. */
    @GET
    @AccessRule(roles = {Role.DPO, Role.AUDITOR, Role.PUBLISHER, Role.EDITOR})
    @Operation(summary = "The page of sites")
    public Response sites() {
        return html(Templates.sites(
                SitesPage.of(access.actor(), access.sites(Role.DPO, Role.AUDITOR, Role.PUBLISHER, Role.EDITOR))));
    }

    /** One site: how people answered, and the ways to what was recorded. */
    @GET
    @Path("sites/{site}")
    @AccessRule(roles = {Role.DPO, Role.AUDITOR, Role.PUBLISHER, Role.EDITOR})
    @Operation(summary = "The page of a site, with its statistics")
    public Response site(
            @PathParam("site") String site,
            @QueryParam("month") @Nullable String month,
            @QueryParam("by") @Nullable String by) {
        Statistics found = statistics.of(
                site, statistics.month(month), by == null || by.isEmpty() ? Breakdown.DAY : Breakdown.of(by));
        statisticsJournal.read(found);
        return html(Templates.site(
                SitePage.of(access.actor(), found, statistics.thisMonth(), access.may(site, Role.DPO, Role.AUDITOR))));
    }

    /** What a search finds. */
    @GET
    @Path("sites/{site}/events")
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    @Operation(summary = "The page of a site's events; opening it is entered in the journal")
    public Response events(
            @PathParam("site") String site,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("event") @Nullable String event,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("reference") @Nullable String reference) {
        EventList found = event == null || event.isBlank()
                ? events.search(site, Days.start("from", from), Days.end("to", to), cursor, ON_ONE_PAGE)
                : new EventList(site, one(site, event.strip()), null);
        journal.read("events.read", site, found.events(), Query.reference(reference));
        return html(Templates.events(EventsPage.of(access.actor(), site, from, to, found.events(), found.next())));
    }

    /** A subject by what was typed into the form. */
    @GET
    @Path("sites/{site}/subjects")
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    @Operation(summary = "Leads to the page of a subject")
    public Response subjectByForm(
            @PathParam("site") String site,
            @QueryParam("subject") @Nullable String subject,
            @QueryParam("at") @Nullable String at,
            @QueryParam("reference") @Nullable String reference) {
        String typed = subject == null ? "" : subject.strip();
        if (!Query.isSubject(typed)) {
            throw Query.bad("subject", "It has 43 characters of base64url.");
        }
        return subject(site, typed, at, null, reference);
    }

    /** One subject. */
    @GET
    @Path("sites/{site}/subjects/{subject}")
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    @Operation(summary = "The page of a subject; opening it is entered in the journal")
    public Response subject(
            @PathParam("site") String site,
            @PathParam("subject") String subject,
            @QueryParam("at") @Nullable String at,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("reference") @Nullable String reference) {
        if (!Query.isSubject(subject)) {
            throw Problem.notFound();
        }
        History history = events.history(new Subject(site, subject), Days.moment("at", at), cursor, ON_ONE_PAGE);
        journal.read("history.read", site, history.events(), Query.reference(reference));
        return html(Templates.subject(SubjectPage.of(access.actor(), history, at)));
    }

    /** The site's events as a file. */
    @GET
    @Path("sites/{site}/export")
    @Produces({"application/x-ndjson", "text/csv"})
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    @Operation(summary = "The site's events as NDJSON or CSV, to be saved")
    public Response export(
            @PathParam("site") String site,
            @QueryParam("format") @Nullable String format,
            @QueryParam("from") @Nullable String from,
            @QueryParam("after") @Nullable String after) {
        return exports.answer(access.actor(), site, format, from, after);
    }

    private List<Item> one(String site, String event) {
        return events.event(site, event).stream().toList();
    }

    private static Response html(TemplateInstance page) {
        return Response.ok(page.render(), MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Content-Security-Policy", POLICY)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
