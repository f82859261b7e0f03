package dev.assent.ledger.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assent.events.Answer;
import dev.assent.events.SitePublished;
import dev.assent.events.SitePublished.Vendor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;

/**
 * A receipt as the consent receipt of ISO/IEC TS 27560:2023, in the terms of W3C DPV 2 as JSON-LD, in the form that the
 * DPV group's guide gives it (https://w3id.org/dpv/guides/consent-27560): a receipt around one consent record for each
 * purpose. The proof stands beside them under a namespace of our own. What each field says: docs/receipts.md.
 */
final class LinkedReceipt {

    private static final String PROFILE = "https://w3id.org/dpv/schema/dpv-27560#";
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode CONTEXT = context();

    private final Receipt receipt;
    private final ShownNotice notice;
    private final String ledger;
    private final LinkedNames names;

    /**
     * A receipt of a choice.
     *
     * @param ledger the public address of the ledger
     */
    LinkedReceipt(Receipt receipt, ShownNotice notice, String ledger) {
        this.receipt = receipt;
        this.notice = notice;
        this.ledger = ledger;
        this.names = new LinkedNames(notice.choice());
    }

    /** The document as it is at a time. */
    ObjectNode at(Instant now) {
        String event = notice.choice().eventId();
        ObjectNode document = JSON.createObjectNode();
        document.set("@context", CONTEXT);
        document.put("@id", names.receipt())
                .put("@type", "dpv:ConsentReceipt")
                .put("dct:identifier", event)
                .put("dct:conformsTo", PROFILE + "receipt")
                .put("dct:created", now.toString())
                .put("dct:publisher", names.controller());
        LinkedRecords records = new LinkedRecords(notice, names, now);
        ArrayNode given = document.putArray("dpv:hasRecordOfActivity");
        ArrayNode exempt = JSON.createArrayNode();
        notice.choice().purposes().forEach((purpose, answer) -> {
            if (answer == Answer.EXEMPT) {
                exempt.add(records.exempt(purpose));
            } else {
                given.add(records.record(purpose, answer));
            }
        });
        if (!exempt.isEmpty()) {
            document.set("dpv:hasProcess", exempt);
        }
        document.set("dpv:hasNotice", notice());
        document.set("dpv:hasEntity", entities());
        prove(document);
        return document;
    }

    private ObjectNode notice() {
        ObjectNode shown = JSON.createObjectNode()
                .put("@id", names.notice())
                .put("@type", "dpv:ConsentNotice")
                .put("dct:identifier", Integer.toString(notice.choice().noticeVersion()))
                .put("dct:language", notice.choice().language())
                .put("assent:noticeHash", notice.choice().noticeHash())
                .put("assent:describedByVersion", notice.site().version());
        notice.publishedAt().ifPresent(at -> shown.put("dct:issued", at.toString()));
        notice.site().documents().values().stream().sorted().forEach(shown.putArray("rdfs:seeAlso")::add);
        return shown;
    }

    private ArrayNode entities() {
        ArrayNode entities = JSON.createArrayNode();
        SitePublished.Controller controller = notice.site().controller();
        ObjectNode who = entities.addObject()
                .put("@id", names.controller())
                .put("@type", "dpv:DataController")
                .put("dpv:hasIdentifier", names.controller())
                .put("dpv:hasName", controller.name());
        ObjectNode contact = who.putObject("schema:contactPoint").put("@type", "schema:ContactPoint");
        if (controller.contact() != null) {
            contact.put("schema:description", controller.contact());
        }
        if (controller.dpoAddress() != null) {
            contact.put("schema:email", controller.dpoAddress());
        }
        who.putObject("schema:address")
                .put("@type", "schema:PostalAddress")
                .put("schema:addressCountry", controller.country());
        notice.site().origins().forEach(who.putArray("schema:url")::add);
        entities.addObject()
                .put("@id", names.subject())
                .put("@type", "dpv:DataSubject")
                .put("dpv:hasIdentifier", names.subject())
                .put("dct:identifier", notice.choice().subject());
        for (Vendor vendor : notice.site().notice().vendors()) {
            ObjectNode recipient = entities.addObject()
                    .put("@id", names.vendor(vendor.id()))
                    .put("@type", "dpv:ThirdParty")
                    .put("dpv:hasIdentifier", names.vendor(vendor.id()))
                    .put("dpv:hasName", vendor.name());
            recipient
                    .putObject("schema:address")
                    .put("@type", "schema:PostalAddress")
                    .put("schema:addressCountry", vendor.country());
            if (vendor.policyUrl() != null) {
                recipient.put("schema:url", vendor.policyUrl());
            }
        }
        return entities;
    }

    private void prove(ObjectNode document) {
        document.put("dct:isPartOf", ledger + "/v1/logs/" + receipt.log())
                .put(
                        "assent:presentState",
                        ledger + "/v1/sites/" + notice.choice().site() + "/consent")
                .put("assent:log", receipt.log())
                .put("assent:index", receipt.index())
                .put("assent:event", Objects.requireNonNull(receipt.event()))
                .put("assent:commitment", receipt.commitment());
        receipt.proof().forEach(document.putArray("assent:proof")::add);
        document.put("assent:checkpoint", receipt.checkpoint());
    }

    private static JsonNode context() {
        try (InputStream file = LinkedReceipt.class.getResourceAsStream("/receipt-context.json")) {
            return JSON.readTree(Objects.requireNonNull(file, "receipt-context.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
