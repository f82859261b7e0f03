package dev.assent.ledger.receipt;

import dev.assent.foundation.access.AccessRule;
import dev.assent.ledger.evidence.ReceiptKey;
import dev.assent.ledger.log.LogId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Receipts. Whoever holds the address may read it; the key in it is never logged. */
@Path("/v1/receipts")
public class ReceiptResource {

    /** Stands in problems in place of the address, whose key belongs in no answer that is passed on and in no log. */
    private static final URI INSTANCE = URI.create("/v1/receipts");

    private final Receipts receipts;

    ReceiptResource(Receipts receipts) {
        this.receipts = receipts;
    }

    /**
     * The receipt. 404 looks the same for a wrong key, for an unknown event, and for one that is still on its way; 410 says
     * that the event was erased, and proves that its entry still stands.
     */
    @GET
    @Path("{log}/{eventId}/{key}")
    @Produces(MediaType.APPLICATION_JSON)
    @AccessRule(everyone = true)
    public Receipt receipt(
            @PathParam("log") String log, @PathParam("eventId") String eventId, @PathParam("key") String key) {
        Receipt receipt = find(log, eventId, key).orElseThrow(ReceiptResource::notThere);
        if (receipt.event() == null) {
            throw erased(receipt);
        }
        return receipt;
    }

    private Optional<Receipt> find(String log, String eventId, String key) {
        Optional<LogId> id = LogId.parse(log);
        Optional<UUID> event = uuid(eventId);
        Optional<ReceiptKey> receiptKey = ReceiptKey.parse(key);
        return id.isPresent() && event.isPresent() && receiptKey.isPresent()
                ? receipts.find(id.get(), event.get(), receiptKey.get())
                : Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            UUID read = UUID.fromString(text);
            return read.toString().equals(text) ? Optional.of(read) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static HttpProblem notThere() {
        return HttpProblem.builder()
                .withType(URI.create("urn:assent:problem:no-receipt"))
                .withTitle("There is no receipt at this address")
                .withStatus(404)
                .withDetail("A choice that was just made may take a second to appear.")
                .withInstance(INSTANCE)
                .withHeader(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }

    private static HttpProblem erased(Receipt receipt) {
        return HttpProblem.builder()
                .withType(URI.create("urn:assent:problem:erased"))
                .withTitle("This choice was erased")
                .withStatus(410)
                .withDetail("Its content is gone for good. The proof shows that its entry still stands in the log.")
                .withInstance(INSTANCE)
                .with("log", receipt.log())
                .with("index", receipt.index())
                .with("commitment", receipt.commitment())
                .with("proof", receipt.proof())
                .with("checkpoint", receipt.checkpoint())
                .build();
    }
}
