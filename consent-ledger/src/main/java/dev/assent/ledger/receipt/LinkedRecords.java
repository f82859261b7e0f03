package dev.assent.ledger.receipt;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.SitePublished;
import dev.assent.events.SitePublished.Vendor;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The consent record of each purpose.
 *
 * @param notice the choice and what is known of its notice
 * @param names the IRIs
 * @param now when the receipt is given
 */
record LinkedRecords(ShownNotice notice, LinkedNames names, Instant now) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROFILE = "https://w3id.org/dpv/schema/dpv-27560#record";

    /** The record of a purpose that needs consent. */
    ObjectNode record(String purpose, Answer answer) {
        ObjectNode record = JSON.createObjectNode()
                .put("@id", names.record(purpose))
                .put("@type", "dpv:ConsentRecord")
                .put("dct:identifier", names.record(purpose))
                .put("dct:conformsTo", PROFILE)
                .put("dpv:hasDataSubject", names.subject())
                .put("dpv:hasDataController", names.controller())
                .put("dpv:hasJurisdiction", "loc:" + notice.jurisdiction())
                .put("dpv:hasNotice", names.notice());
        ObjectNode process = process(purpose);
        process.put("dpv:hasLegalBasis", consentType());
        record.set("dpv:hasProcess", process);
        record.set("dpv:hasConsentControl", control());
        record.set("dpv:hasRight", right());
        record.set("dpv:hasConsentStatus", statuses(answer));
        record.put("assent:answer", ChoiceWords.wire(answer));
        return record;
    }

    /** What needs no consent (C04): a process without one, never a consent record. */
    ObjectNode exempt(String purpose) {
        return process(purpose).put("assent:answer", ChoiceWords.wire(Answer.EXEMPT));
    }

    private ObjectNode process(String id) {
        ObjectNode process = JSON.createObjectNode().put("@type", "dpv:Process");
        ObjectNode purpose = process.putObject("dpv:hasPurpose")
                .put("@id", names.purpose(id))
                .put("@type", "dpv:Purpose")
                .put("dct:identifier", id);
        notice.purpose(id).ifPresent(known -> {
            texts(purpose.putObject("dct:title"), known.names());
            texts(purpose.putObject("dct:description"), known.descriptions());
        });
        // Which data and for how long is for the site's documents to say; the choice does not bind it.
        documents(process.putObject("dpv:hasPersonalData").put("@type", "dpv:PersonalData"));
        documents(process.putObject("dpv:hasStorageCondition").put("@type", "dpv:StorageCondition"));
        ArrayNode recipients = process.putArray("dpv:hasRecipient");
        List<Vendor> known = notice.recipients(id);
        if (known.isEmpty()) {
            recipients.add(names.controller());
        }
        known.forEach(vendor -> recipients.add(names.vendor(vendor.id())));
        return process;
    }

    private void documents(ObjectNode described) {
        described.putArray("rdfs:seeAlso").add(names.notice());
    }

    private static void texts(ObjectNode into, Map<String, String> byLanguage) {
        byLanguage.forEach(into::put);
    }

    private ObjectNode control() {
        ObjectNode control = JSON.createObjectNode();
        control.putArray("@type").add("dpv:ProvideConsent").add("dpv:WithdrawConsent");
        notice.site().origins().forEach(control.putArray("dpv:isExercisedAt")::add);
        return control;
    }

    private ObjectNode right() {
        ObjectNode right = JSON.createObjectNode().put("@type", "dpv:DataSubjectRight");
        right.putObject("dct:title").put("en", "Rights of the data subject");
        ArrayNode where = right.putArray("dpv:isExercisedAt");
        SitePublished.Controller controller = notice.site().controller();
        if (controller.dpoAddress() != null) {
            where.add("mailto:" + controller.dpoAddress());
        } else {
            notice.site().origins().forEach(where::add);
        }
        return right;
    }

    /** The event itself, and that its consent has ended where it has. */
    private ArrayNode statuses(Answer answer) {
        ChoiceRecorded choice = notice.choice();
        ArrayNode statuses = JSON.createArrayNode();
        ObjectNode said = statuses.addObject();
        ArrayNode types = said.putArray("@type").add(status(answer, choice.action()));
        if (answer == Answer.GRANTED) {
            types.add(consentType());
        }
        said.put("dpv:isIndicatedAtTime", choice.recordedAt().toString())
                .put("dpv:isIndicatedBy", names.subject())
                .put(
                        "dpv:hasIndicationMethod",
                        ChoiceWords.wire(choice.surface()) + ", " + ChoiceWords.wire(choice.method()));
        if (choice.imported() != null) {
            said.put("dct:source", choice.imported().source())
                    .put("assent:originallyAt", choice.imported().recordedAt().toString());
        }
        duration(said);
        if (answer == Answer.GRANTED && !choice.validUntil().isAfter(now)) {
            ObjectNode ended = statuses.addObject();
            ended.putArray("@type").add("dpv:ConsentExpired");
            ended.put("dpv:isIndicatedAtTime", choice.validUntil().toString())
                    .put("dpv:isIndicatedBy", names.subject());
            duration(ended);
        }
        return statuses;
    }

    private void duration(ObjectNode status) {
        status.putObject("dpv:hasDuration")
                .put("@type", "dpv:UntilTimeDuration")
                .put("rdf:value", notice.choice().validUntil().toString());
    }

    /** A banner or a form asks in so many words; of an imported choice nobody here knows how it was asked. */
    private String consentType() {
        return notice.choice().imported() == null ? "dpv:ExpressedConsent" : "dpv:Consent";
    }

    private static String status(Answer answer, Action action) {
        return switch (answer) {
            case GRANTED -> action == Action.RENEW ? "dpv:RenewedConsentGiven" : "dpv:ConsentGiven";
            case DENIED -> action == Action.WITHDRAW_ALL ? "dpv:ConsentWithdrawn" : "dpv:ConsentRefused";
            case PENDING -> "dpv:ConsentRequested";
            case NEVER_ASKED -> "dpv:ConsentUnknown";
            case EXEMPT -> throw new IllegalArgumentException("what is exempt has no consent record");
        };
    }
}
