package dev.assent.ledger.receipt;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.SitePublished;
import dev.assent.foundation.access.AccessRule;
import dev.assent.foundation.problem.Problem;
import dev.assent.foundation.snapshot.Snapshots;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.ReceiptKey;
import dev.assent.ledger.log.LogId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Receipts. Whoever holds the address may read it; the key in it is never logged. */
@Path("/v1/receipts")
public class ReceiptResource {

    private static final String PROBLEM = "application/problem+json";
    /** Stands in problems in place of the address, whose key belongs in no answer that is passed on and in no log. */
    private static final URI INSTANCE = URI.create("/v1/receipts");
    /** The page's own program may run and ask this service; nothing else may do anything, and nobody may frame the page. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    private static final int GONE = 410;
    private static final int NOT_FOUND = 404;

    private final Receipts receipts;
    private final Pages pages;
    private final Snapshots snapshots;
    private final LedgerConfig config;
    private final Clock clock;

    ReceiptResource(Receipts receipts, Pages pages, Snapshots snapshots, LedgerConfig config, Clock clock) {
        this.receipts = receipts;
        this.pages = pages;
        this.snapshots = snapshots;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The receipt. 404 looks the same for a wrong key, for an unknown event, and for one that is still on its way; 410 says
     * that the event was erased, and proves that its entry still stands.
     *
     * @param witness the name of a witness's key: the checkpoint is then the newest that this one has cosigned, if it covers
     *     the entry
     */
    @GET
    @Path("{log}/{eventId}/{key}")
    @Produces({MediaType.APPLICATION_JSON, Format.LD_JSON, Format.PAGE, PROBLEM})
    @AccessRule(everyone = true)
    @Operation(
            summary = "The receipt of a choice, with the proof that it is in the log",
            description =
                    "As JSON, as a consent receipt of ISO/IEC TS 27560 in JSON-LD, or as a page that checks the proof"
                            + " in the reader's browser: by the parameter format (json, jsonld, html), else by Accept. Its"
                            + " checkpoint is the newest that witnesses have cosigned, or that the named witness has.")
    @APIResponse(
            responseCode = "200",
            description = "The receipt",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Receipt.class)),
                @Content(mediaType = Format.LD_JSON, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "404", description = "no-receipt", content = @Content(mediaType = PROBLEM))
    @APIResponse(responseCode = "410", description = "erased", content = @Content(mediaType = PROBLEM))
    public Response receipt(
            @PathParam("log") String log,
            @PathParam("eventId") String eventId,
            @PathParam("key") String key,
            @QueryParam("format") @Nullable String format,
            @QueryParam("lang") @Nullable String language,
            @QueryParam("witness") @Nullable String witness,
            @Context HttpHeaders headers) {
        Format wanted = Format.of(format, headers.getAcceptableMediaTypes());
        Optional<Receipt> found = find(log, eventId, key, witness);
        if (wanted == Format.HTML) {
            return page(found, languages(language, headers));
        }
        Receipt receipt = found.orElseThrow(ReceiptResource::notThere);
        if (receipt.event() == null) {
            throw erased(receipt);
        }
        return wanted == Format.JSON_LD
                ? varying(Response.ok(linked(receipt).at(clock.instant()).toString(), Format.LD_JSON))
                        .build()
                : varying(Response.ok(receipt, MediaType.APPLICATION_JSON_TYPE)).build();
    }

    private Response page(Optional<Receipt> found, List<String> languages) {
        if (found.isEmpty()) {
            return page(NOT_FOUND, pages.missing(languages))
                    .header(HttpHeaders.RETRY_AFTER, 1)
                    .build();
        }
        Receipt receipt = found.get();
        return receipt.event() == null
                ? page(GONE, pages.erased(receipt, languages)).build()
                : page(200, pages.receipt(receipt, languages)).build();
    }

    private static Response.ResponseBuilder page(int status, String html) {
        return varying(Response.status(status).entity(html).type(Format.PAGE))
                .header("Content-Security-Policy", POLICY);
    }

    private static Response.ResponseBuilder varying(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE);
    }

    private LinkedReceipt linked(Receipt receipt) {
        if (!(Receipts.event(receipt) instanceof ChoiceRecorded choice)) {
            throw new Problem(406, "no-consent-record", "This entry is no choice", "It can be had as JSON.");
        }
        SitePublished site = snapshots
                .find(choice.site())
                .orElseThrow(() -> Problem.unavailable(
                        "sites-not-read-yet",
                        "The published sites are still being read",
                        "This replica has just started. Try again.",
                        Duration.ofSeconds(1),
                        Map.of()));
        return new LinkedReceipt(receipt, new ShownNotice(choice, site), config.url());
    }

    private static List<String> languages(@Nullable String asked, HttpHeaders headers) {
        Stream<String> accepted = headers.getAcceptableLanguages().stream()
                .map(Locale::toLanguageTag)
                .filter(tag -> !tag.equals("und"));
        return Stream.concat(Stream.ofNullable(asked), accepted).toList();
    }

    private Optional<Receipt> find(String log, String eventId, String key, @Nullable String witness) {
        Optional<LogId> id = LogId.parse(log);
        Optional<UUID> event = uuid(eventId);
        Optional<ReceiptKey> receiptKey = ReceiptKey.parse(key);
        return id.isPresent() && event.isPresent() && receiptKey.isPresent()
                ? receipts.find(id.get(), event.get(), receiptKey.get(), witness)
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
                .withStatus(NOT_FOUND)
                .withDetail("A choice that was just made may take a second to appear.")
                .withInstance(INSTANCE)
                .withHeader(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }

    private static HttpProblem erased(Receipt receipt) {
        return HttpProblem.builder()
                .withType(URI.create("urn:assent:problem:erased"))
                .withTitle("This choice was erased")
                .withStatus(GONE)
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
