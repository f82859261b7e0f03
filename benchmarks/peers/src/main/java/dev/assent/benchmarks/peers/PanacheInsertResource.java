package dev.assent.benchmarks.peers;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

import java.nio.charset.StandardCharsets;

/** Reads a choice and inserts one row, in one transaction for each request: what one writes first. */
@Path("/panache-insert")
public class PanacheInsertResource {

    private final StoredChoices rows;

    PanacheInsertResource(StoredChoices rows) {
        this.rows = rows;
    }

    /** Inserts. */
    @POST
    @Transactional
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<Void> take(byte[] body) {
        rows.persist(new StoredChoice(PeerChoice.read(body).subjectSecret(), new String(body, StandardCharsets.UTF_8)));
        return RestResponse.accepted();
    }
}
