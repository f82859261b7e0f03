package dev.assent.benchmarks.peers;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

import java.util.concurrent.CompletionStage;

/** Reads a choice, sends its body to Kafka as it came, and answers 202 once Kafka has it. Checks nothing. */
@Path("/raw-kafka")
public class RawKafkaResource {

    private final RawProducer producer;

    RawKafkaResource(RawProducer producer) {
        this.producer = producer;
    }

    /** Sends. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<RestResponse<Void>> take(byte[] body) {
        return producer.send(PeerChoice.read(body).subjectSecret(), body).thenApply(_ -> RestResponse.accepted());
    }
}
