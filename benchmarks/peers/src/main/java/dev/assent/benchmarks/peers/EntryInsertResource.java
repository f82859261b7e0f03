package dev.assent.benchmarks.peers;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Lets the plain consumer of events insert for a while. */
@Path("/entry-inserts")
public class EntryInsertResource {

    private final EntryInserts inserts;

    EntryInsertResource(EntryInserts inserts) {
        this.inserts = inserts;
    }

    /** Inserts, and answers how many rows it has inserted. */
    @POST
    @Blocking
    @Produces(MediaType.TEXT_PLAIN)
    public long insert(
            @QueryParam("threads") int threads,
            @QueryParam("seconds") int seconds,
            @QueryParam("sealedBytes") int sealedBytes) {
        return inserts.insert(threads, seconds, sealedBytes);
    }
}
