package dev.assent.ledger.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.access.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** How people answered, for the site's staff; no answer is about one person. */
@Path("/v1/sites/{site}/statistics")
@Produces(MediaType.APPLICATION_JSON)
public class StatisticsResource {

    private final SiteStatistics statistics;
    private final StatisticsJournal journal;

    StatisticsResource(SiteStatistics statistics, StatisticsJournal journal) {
        this.statistics = statistics;
        this.journal = journal;
    }

    /** The answer's form. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Answer(
            String site, String month, String by, int smallest, List<Statistics.Row> rows, Statistics.Counts totals) {}

    /** A month. */
    @GET
    @AccessRule(roles = {Role.DPO, Role.AUDITOR, Role.PUBLISHER, Role.EDITOR})
    @Operation(
            summary = "How people answered in a month: accepted, refused, chose for themselves, withdrew",
            description =
                    "by is day, language, surface or notice-version. A count below 5 is null, and so is any other from "
                            + "which it would follow. Robots, imports, signals without a person and what waits for its confirmation "
                            + "are not counted.")
    public Answer statistics(
            @PathParam("site") String site,
            @QueryParam("month") @Nullable String month,
            @QueryParam("by") @Nullable String by) {
        Breakdown breakdown = by == null ? Breakdown.DAY : Breakdown.of(by);
        Statistics found = statistics.of(site, statistics.month(month), breakdown);
        journal.read(found);
        return new Answer(
                site, found.month().toString(), breakdown.text(), found.smallest(), found.rows(), found.totals());
    }
}
