package dev.assent.ledger.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.access.Role;
import dev.assent.foundation.access.SiteAccess;
import dev.assent.foundation.journal.Journal;
import dev.assent.foundation.problem.Problem;
import dev.assent.ledger.erasure.OrderResource.Place;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.recovery.CaughtUp;
import dev.assent.ledger.restricted.Case;
import dev.assent.ledger.restricted.Cases;
import dev.assent.ledger.seal.CaseSealer;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is for the data protection officer alone: kept proofs, and answers to requests for access. Each look is journaled. */
@Path("/v1/sites/{site}")
@Produces(MediaType.APPLICATION_JSON)
public class RestrictedResource {

    private static final int MOST = 200;
    private static final JsonMapper JSON = new JsonMapper();

    private final EvidenceDatabases databases;
    private final CaseSealer sealer;
    private final AccessPackage packages;
    private final CaughtUp caughtUp;
    private final SiteAccess access;
    private final Journal journal;
    private final Clock clock;

    RestrictedResource(
            EvidenceDatabases databases,
            CaseSealer sealer,
            AccessPackage packages,
            CaughtUp caughtUp,
            SiteAccess access,
            Journal journal,
            Clock clock) {
        this.databases = databases;
        this.sealer = sealer;
        this.packages = packages;
        this.caughtUp = caughtUp;
        this.access = access;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What one erasure keeps.
     *
     * @param erasure the entry that ordered it; names the case
     * @param request the reference of the request behind it
     * @param keepUntil when it is gone as well
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CaseSummary(Place erasure, @Nullable String request, Instant keepUntil) {}

    /**
     * A page of cases.
     *
     * @param cases in the order of logs
     * @param next what to ask with for the next page; absent on the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CasePage(
            List<CaseSummary> cases, @Nullable String next) {}

    /** An entry's event, opened. */
    public record KeptEvent(Place entry, JsonNode event) {}

    /** A case with what it keeps. */
    public record OpenedCase(CaseSummary summary, List<KeptEvent> events) {}

    /** The site's cases whose time is not over. */
    @GET
    @Path("restricted")
    @AccessRule(roles = Role.DPO)
    public Response cases(@PathParam("site") String site, @QueryParam("after") @DefaultValue("") String after) {
        Cases.After from = after(after);
        List<Cases.Row> rows = new ArrayList<>();
        databases
                .all()
                .forEach(database ->
                        rows.addAll(database.read(connection -> Cases.ofSite(connection, site, from, MOST))));
        List<Cases.Row> page = rows.stream()
                .sorted(Comparator.comparingInt(
                                (Cases.Row row) -> row.key().log().number())
                        .thenComparingLong(row -> row.key().erasure()))
                .limit(MOST)
                .toList();
        journal.record(access.actor(), "restricted.listed", site, "site", site, Map.of("cases", page.size()));
        List<CaseSummary> cases = page.stream()
                .filter(row -> row.key().keepUntil().isAfter(clock.instant()))
                .map(RestrictedResource::summary)
                .toList();
        return unstored(new CasePage(cases, page.size() < MOST ? null : cursor(page.getLast())));
    }

    /** What a case keeps. */
    @GET
    @Path("restricted/{log}/{erasure}")
    @AccessRule(roles = Role.DPO)
    public Response opened(
            @PathParam("site") String site, @PathParam("log") String log, @PathParam("erasure") String entry) {
        LogId id = LogId.parse(log).orElseThrow(Problem::notFound);
        long erasure = index(entry);
        OpenedCase opened = databases
                .of(id)
                .read(connection -> {
                    Optional<Cases.Row> row = Cases.find(connection, id, erasure)
                            .filter(found -> found.key().site().equals(site))
                            .filter(found -> found.key().keepUntil().isAfter(clock.instant()));
                    return row.isEmpty()
                            ? Optional.<OpenedCase>empty()
                            : Optional.of(open(row.get(), Cases.proofs(connection, id, erasure)));
                })
                .orElseThrow(Problem::notFound);
        caughtUp.require(id);
        journal.record(
                access.actor(),
                "restricted.read",
                site,
                "log-entry",
                log + "/" + erasure,
                Map.of("events", opened.events().size()));
        return unstored(opened);
    }

    /** An answer to a request for access, until it has had its time, or any of what it tells is erased. */
    @GET
    @Path("packages/{id}")
    @AccessRule(roles = Role.DPO)
    public Response sealedPackage(@PathParam("site") String site, @PathParam("id") String id) {
        // Before the keys are looked at, which a log that is behind may have although they are shredded further on.
        caughtUp.requireAll();
        Packages.Opened opened =
                uuid(id).flatMap(known -> packages.open(site, known)).orElseThrow(Problem::notFound);
        journal.record(access.actor(), "package.read", site, "subject-request", opened.requestId(), Map.of());
        return unstored(opened.content());
    }

    private OpenedCase open(Cases.Row row, List<Case.Proof> proofs) {
        byte[] key = sealer.unwrap(row.key());
        LogId log = row.key().log();
        List<KeptEvent> events = new ArrayList<>();
        for (Case.Proof proof : proofs) {
            byte[] value = sealer.open(key, log, row.key().erasure(), proof.index(), proof.sealed());
            try {
                events.add(new KeptEvent(new Place(log.name(), proof.index()), JSON.readTree(value)));
            } catch (IOException e) {
                throw new IllegalStateException("a kept proof holds no JSON", e);
            }
        }
        return new OpenedCase(summary(row), events);
    }

    private static CaseSummary summary(Cases.Row row) {
        return new CaseSummary(
                new Place(row.key().log().name(), row.key().erasure()),
                row.requestId(),
                row.key().keepUntil());
    }

    private static String cursor(Cases.Row row) {
        return row.key().log().name() + "/" + row.key().erasure();
    }

    private static Cases.After after(String cursor) {
        if (cursor.isEmpty()) {
            return Cases.After.NOTHING;
        }
        String[] parts = cursor.split("/", -1);
        LogId log = LogId.parse(parts[0]).orElseThrow(Problem::notFound);
        return new Cases.After(log.number(), index(parts[parts.length - 1]));
    }

    private static long index(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Problem.notFound();
        }
    }

    private static Response unstored(Object personal) {
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        return Response.ok(personal).cacheControl(noStore).build();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
