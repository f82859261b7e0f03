package dev.assent.ledger.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.problem.Problem;
import dev.assent.ledger.log.Tile;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The logs for everyone: C2SP tlog-tiles under each log's own prefix, and proofs for those who hold no tiles. */
@Path("/v1/logs")
public class LogResource {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int YEAR_IN_SECONDS = 31_536_000;
    /** Eight levels of 256 hold any tree. */
    private static final int LEVELS = Long.SIZE / Tile.HEIGHT;

    private final PublicLog logs;

    LogResource(PublicLog logs) {
        this.logs = logs;
    }

    /** Every log. */
    public record Directory(List<Entry> logs) {}

    /**
     * A log.
     *
     * @param log its name
     * @param origin what its checkpoints bear. Absent while it cannot be read
     * @param vkey the newest key that they are signed with; whoever verifies pins it beforehand. Absent while it cannot be read
     * @param size the newest published size; absent while it cannot be read
     * @param frozen why the log is never signed again; absent while it goes on
     * @param unavailable true while the log's database does not answer, and so the log neither
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(
            String log,
            @Nullable String origin,
            @Nullable String vkey,
            @Nullable Long size,
            @Nullable String frozen,
            @Nullable Boolean unavailable) {

        private static Entry of(PublicLog.Listed listed) {
            return switch (listed) {
                case PublicLog.Listed.There there ->
                    new Entry(
                            there.id().name(),
                            there.log().origin(),
                            there.newestKey(),
                            there.size(),
                            there.frozen(),
                            null);
                case PublicLog.Listed.Away away -> new Entry(away.id().name(), null, null, null, null, true);
            };
        }
    }

    /** The proof that an entry is in a tree: hashes from the leaf upwards. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Inclusion(String log, long index, long size, byte[] leafHash, List<byte[]> proof) {}

    /** The proof that a tree extends a smaller one. */
    public record Consistency(String log, long from, long to, List<byte[]> proof) {}

    /** Every log with its verifier key and newest published size. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(everyone = true)
    public Directory list() {
        return new Directory(logs.all().stream().map(Entry::of).toList());
    }

    /**
     * The newest published checkpoint, a signed note with the cosignatures that it has so far.
     *
     * @param cosigned true for the newest that witnesses have cosigned
     * @param witness the name of a witness's key: with {@code cosigned}, the newest that this one has cosigned; while the log
     *     grows, witnesses are seldom at the same size
     */
    @GET
    @Path("{log}/checkpoint")
    @Produces(TEXT)
    @AccessRule(everyone = true)
    public Response checkpoint(
            @PathParam("log") String log,
            @QueryParam("cosigned") @DefaultValue("false") boolean cosigned,
            @QueryParam("witness") @Nullable String witness) {
        CacheControl fresh = new CacheControl();
        fresh.setNoCache(true);
        return Response.ok(cosigned ? logs.cosignedCheckpoint(log, witness) : logs.checkpoint(log))
                .cacheControl(fresh)
                .build();
    }

    /**
     * The verifier keys, newest first: one a line, or for who accepts JSON with the sizes that each signed and the entry
     * that brought it in.
     */
    @GET
    @Path("{log}/vkey")
    @Produces({TEXT, MediaType.APPLICATION_JSON})
    @AccessRule(everyone = true)
    @APIResponseSchema(LogKeyList.class)
    public Response vkey(@PathParam("log") String log, @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
        LogKeyList keys = logs.keys(log);
        boolean json = accept != null && accept.contains(MediaType.APPLICATION_JSON);
        return Response.ok(json ? keys : keys.text(), json ? MediaType.APPLICATION_JSON : TEXT)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    /** A bundle of entries: each a bare commitment with its length, two bytes, in front. */
    @GET
    @Path("{log}/tile/entries/{path:.+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @AccessRule(everyone = true)
    public Response entries(@PathParam("log") String log, @PathParam("path") String path) {
        return forEver(logs.entries(log, path));
    }

    /** A tile's hashes, end to end. */
    @GET
    @Path("{log}/tile/{level:[0-9]+}/{path:.+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @AccessRule(everyone = true)
    public Response tile(
            @PathParam("log") String log, @PathParam("level") String level, @PathParam("path") String path) {
        if (level.length() > 1 || Integer.parseInt(level) >= LEVELS) {
            throw Problem.notFound();
        }
        return forEver(logs.tile(log, Integer.parseInt(level), path));
    }

    /** The proof that the entry at an index is in the tree of a size. */
    @GET
    @Path("{log}/proof/inclusion")
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(everyone = true)
    public Response inclusion(
            @PathParam("log") String log,
            @QueryParam("index") @Nullable String index,
            @QueryParam("size") @Nullable String size) {
        long at = number("index", index);
        long of = number("size", size);
        if (at >= of) {
            throw malformed("index must be less than size.");
        }
        return forEver(
                logs.ofTree(log, of, tree -> new Inclusion(log, at, of, tree.leafHash(at), tree.inclusionProof(at))));
    }

    /** The proof that the tree of one size extends that of another. */
    @GET
    @Path("{log}/proof/consistency")
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(everyone = true)
    public Response consistency(
            @PathParam("log") String log,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        long earlier = number("from", from);
        long later = number("to", to);
        if (earlier > later) {
            throw malformed("from must not be greater than to.");
        }
        return forEver(
                logs.ofTree(log, later, tree -> new Consistency(log, earlier, later, tree.consistencyProof(earlier))));
    }

    private static Response forEver(Object immutable) {
        return Response.ok(immutable)
                .header("Cache-Control", "public, max-age=" + YEAR_IN_SECONDS + ", immutable")
                .build();
    }

    private static long number(String name, @Nullable String text) {
        if (text == null || !text.matches("0|[1-9][0-9]{0,17}")) {
            throw malformed(name + " must be a whole number.");
        }
        return Long.parseLong(text);
    }

    private static Problem malformed(String detail) {
        return new Problem(400, "malformed-range", "The range cannot be read", detail);
    }
}
