package dev.assent.benchmarks.peers;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Reads a choice and answers 202. What is left is the price of HTTP and of strict JSON. */
@Path("/bare")
public class BareResource {

    /** Reads and forgets. */
    @POST
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<Void> take(byte[] body) {
        var _ = PeerChoice.read(body);
        return RestResponse.accepted();
    }
}
