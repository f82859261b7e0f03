package dev.assent.ledger.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assent.events.Subject;
import dev.assent.events.SubjectRequestIssued.Decision;
import dev.assent.events.SubjectRequestIssued.Right;
import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.access.Role;
import dev.assent.foundation.access.SiteAccess;
import dev.assent.foundation.problem.Problem;
import dev.assent.ledger.erasure.Asking.Decided;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a data protection officer orders of a person's records. Carried out in the log, so that everyone sees that it was. */
@Path("/v1/sites/{site}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OrderResource {

    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._:+-]{1,128}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final int LONGEST_REASON = 1000;

    private final Asking asking;
    private final SiteAccess access;

    OrderResource(Asking asking, SiteAccess access) {
        this.asking = asking;
        this.access = access;
    }

    /**
     * A decision about erasure.
     *
     * @param decision {@code keep-proofs}: the proof of past grants is kept apart until the site's evidence period ends;
     *     {@code erase-all}: nothing is kept
     * @param reason why, in words that name nobody
     * @param request the reference of the case
     */
    public record ErasureBody(
            @Nullable Decision decision,
            @Nullable String reason,
            @Nullable String request) {}

    /**
     * A decision about restriction.
     *
     * @param lifted whether it ends
     * @param reason why, in words that name nobody
     * @param request the reference of the case
     */
    public record RestrictionBody(
            @Nullable Boolean lifted,
            @Nullable String reason,
            @Nullable String request) {}

    /** Where an entry stands. */
    public record Place(String log, long index) {}

    /**
     * How far an order is.
     *
     * @param state {@code on-its-way} until its entries are in the log, then {@code done}
     * @param order the order
     * @param entries the entries that carry it out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OrderState(
            String state,
            @JsonProperty("details") Asked order,
            @Nullable List<Place> entries) {}

    /** Erases a person (GDPR Art. 17). Answers where the progress is to be seen. */
    @POST
    @Path("subjects/{subject}/erasures")
    @AccessRule(roles = Role.DPO)
    public Response erase(
            @PathParam("site") String site,
            @PathParam("subject") String subject,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable ErasureBody body) {
        if (body == null || body.decision() == null) {
            throw invalid("decision", "Say keep-proofs or erase-all.");
        }
        return ask(
                site,
                subject,
                key,
                new Decided(Right.ERASURE, body.decision(), false, reference(body.request()), reason(body.reason())));
    }

    /** Restricts the use of a person's records, or lifts that (GDPR Art. 18). */
    @POST
    @Path("subjects/{subject}/restrictions")
    @AccessRule(roles = Role.DPO)
    public Response restrict(
            @PathParam("site") String site,
            @PathParam("subject") String subject,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable RestrictionBody body) {
        if (body == null) {
            throw invalid("reason", "Say why.");
        }
        boolean lifted = Boolean.TRUE.equals(body.lifted());
        return ask(
                site,
                subject,
                key,
                new Decided(Right.RESTRICTION, null, lifted, reference(body.request()), reason(body.reason())));
    }

    /** How far an order is. */
    @GET
    @Path("orders/{order}")
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    public OrderState order(@PathParam("site") String site, @PathParam("order") String order) {
        Asking.Progress progress =
                uuid(order).flatMap(id -> asking.find(site, id)).orElseThrow(Problem::notFound);
        List<Answers.Carried> carried = progress.carried();
        return new OrderState(
                carried == null && progress.asked().outcome() == null ? "on-its-way" : "done",
                progress.asked(),
                carried == null
                        ? null
                        : carried.stream()
                                .map(one -> new Place(one.log().name(), one.index()))
                                .toList());
    }

    private Response ask(String site, String subject, @Nullable String key, Decided decided) {
        if (!SUBJECT.matcher(subject).matches()) {
            throw Problem.notFound();
        }
        if (key != null && !KEY.matcher(key).matches()) {
            throw invalid("Idempotency-Key", "Send 1 to 128 visible ASCII characters.");
        }
        if (decided.reason().contains(subject)) {
            throw invalid("reason", "Name nobody: what stands here stays when the person is forgotten.");
        }
        Asked asked = asking.ask(access.actor(), new Subject(site, subject), decided, key);
        URI progress = URI.create("/v1/sites/" + site + "/orders/" + asked.order());
        return Response.accepted(new OrderState("on-its-way", asked, null))
                .location(progress)
                .build();
    }

    private static String reference(@Nullable String request) {
        if (request == null || !REFERENCE.matcher(request).matches()) {
            throw invalid("request", "Name the case: 1 to 128 letters, digits, dots, colons, plus signs, hyphens.");
        }
        return request;
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw invalid("reason", "Say why, in 1 to 1,000 characters that name nobody.");
        }
        return reason.strip();
    }

    private static Problem invalid(String member, String mend) {
        return new Problem(400, "invalid-order", member + " is not right", mend);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
