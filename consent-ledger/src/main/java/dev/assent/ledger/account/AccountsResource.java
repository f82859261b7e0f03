package dev.assent.ledger.account;

import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.access.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The loss account for those who run and those who audit the platform. It says nothing of anybody. */
@Path("/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
public class AccountsResource {

    /** The newest are enough to see what goes on; older ones have been judged, and the verifier has all. */
    private static final int MOST = 500;

    private final LossAccount account;

    AccountsResource(LossAccount account) {
        this.account = account;
    }

    /** What became of everything. */
    public record Accounts(List<LogTotals> logs, List<RunLine> runs) {}

    /**
     * What became of a log's offsets; the four counts add up to {@code offsets}.
     *
     * @param log its name
     * @param unexplained {@code offsets} less the counts; 0 unless the log was tampered with
     */
    public record LogTotals(
            String log, long offsets, long entries, long duplicates, long deadLetters, long gaps, long unexplained) {}

    /**
     * A producer run and a log that it sent to.
     *
     * @param state {@code waiting}, {@code equal}, {@code within}, {@code bounded}, {@code unaccounted}; {@code short} and
     *     {@code over} are alarms
     */
    public record RunLine(
            String run,
            String log,
            Instant recordedAt,
            boolean ended,
            long accepted,
            long unknown,
            long entries,
            long duplicates,
            String state) {}

    /** The account of each log, and of the newest producer runs. */
    @GET
    @AccessRule(roles = {Role.OPERATOR, Role.AUDITOR})
    public Response accounts() {
        Accounts accounts = new Accounts(
                account.totals().entrySet().stream()
                        .map(log -> new LogTotals(
                                log.getKey().name(),
                                log.getValue().upTo(),
                                log.getValue().entries(),
                                log.getValue().duplicates(),
                                log.getValue().deadLetters(),
                                log.getValue().gaps(),
                                log.getValue().difference()))
                        .toList(),
                account.all().stream().limit(MOST).map(AccountsResource::line).toList());
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        return Response.ok(accounts).cacheControl(noStore).build();
    }

    private static RunLine line(LossAccount.Judged one) {
        return new RunLine(
                one.account().run(),
                one.account().log().name(),
                one.account().recordedAt(),
                one.account().ended(),
                one.account().accepted(),
                one.account().unknown(),
                one.counted().entries(),
                one.counted().duplicates(),
                one.state().name().toLowerCase(Locale.ROOT));
    }
}
