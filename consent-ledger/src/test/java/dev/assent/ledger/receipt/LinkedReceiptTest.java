package dev.assent.ledger.receipt;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.document.JsonDocument;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.ledger.evidence.ReceiptKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/** The JSON-LD has what ISO/IEC TS 27560 asks for, in words that DPV 2.3 has. */
class LinkedReceiptTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DPV = "https://w3id.org/dpv#";

    /** Looked up in DPV 2.3; a misspelt word is a word that means nothing to anyone. */
    private static final Set<String> IN_DPV = Set.of(
            "ConsentReceipt ConsentRecord ConsentNotice Process Purpose PersonalData StorageCondition DataController DataSubject"
                    .split(" "));

    private static final Set<String> ALSO_IN_DPV = Set.of(
            ("ThirdParty ProvideConsent WithdrawConsent DataSubjectRight ConsentGiven RenewedConsentGiven ConsentRefused"
                            + " ConsentWithdrawn ConsentRequested ConsentUnknown ConsentExpired ExpressedConsent Consent"
                            + " UntilTimeDuration hasRecordOfActivity hasNotice hasEntity hasProcess hasPurpose hasPersonalData"
                            + " hasStorageCondition hasRecipient hasLegalBasis hasDataSubject hasDataController hasJurisdiction"
                            + " hasConsentControl hasRight hasConsentStatus hasDuration hasIndicationMethod isIndicatedAtTime"
                            + " isIndicatedBy isExercisedAt hasIdentifier hasName")
                    .split(" "));

    private static final Map<String, Answer> EVERY_ANSWER = Map.of(
            "statistics", Answer.GRANTED,
            "marketing", Answer.DENIED,
            "preferences", Answer.NEVER_ASKED,
            "newsletter", Answer.PENDING,
            "necessary", Answer.EXEMPT);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void hasEveryFieldOfTheSpecification(int newestVersion) throws Exception {
        ObjectNode receipt = linked(Action.CUSTOM, EVERY_ANSWER, newestVersion, SampleReceipts.RECORDED);

        assertThat(schema().validate(receipt)).isEmpty();
    }

    @Test
    void theSchemaMissesEachFieldOfARecord() throws Exception {
        ObjectNode whole = linked(Action.ACCEPT_ALL, Map.of("statistics", Answer.GRANTED), 1, SampleReceipts.RECORDED);
        List<String> fields = new ArrayList<>();
        whole.at("/dpv:hasRecordOfActivity/0").fieldNames().forEachRemaining(fields::add);

        assertThat(fields).hasSize(13).allSatisfy(field -> {
            ObjectNode without = whole.deepCopy();
            ((ObjectNode) without.at("/dpv:hasRecordOfActivity/0")).remove(field);
            assertThat(schema().validate(without)).as(field).isNotEmpty();
        });
    }

    @Test
    void meansToAJsonLdProcessorWhatItSays() throws Exception {
        ObjectNode receipt = linked(Action.CUSTOM, EVERY_ANSWER, 1, SampleReceipts.UNTIL);

        JsonNode expanded = JSON.readTree(JsonLd.expand(JsonDocument.of(new StringReader(receipt.toString())))
                .get()
                .toString());

        Set<String> words = new TreeSet<>();
        collect(expanded, words);
        Set<String> known = new TreeSet<>(IN_DPV);
        known.addAll(ALSO_IN_DPV);
        assertThat(words.stream().filter(word -> word.startsWith(DPV)).map(word -> word.substring(DPV.length())))
                .isSubsetOf(known);
        assertThat(words).allMatch(word -> word.matches("[a-z][a-z0-9+.-]*:.+"));
        assertThat(expanded.at("/0/" + escaped(DPV + "hasRecordOfActivity"))).hasSize(4);
        assertThat(expanded.at("/0/" + escaped("urn:assent:receipt:v1#proof") + "/0/@list"))
                .hasSize(1);
    }

    @Test
    void theDocumentationShowsARecordAsItIs() throws Exception {
        String documentation = Files.readString(Path.of("../docs/receipts.md"));
        JsonNode shown = JSON.readTree(documentation.replaceAll("(?s).*```json\n(.*?)\n```.*", "$1"));

        ObjectNode receipt =
                linked(Action.ACCEPT_ALL, Map.of("statistics", Answer.GRANTED), 1, SampleReceipts.RECORDED);

        assertThat(receipt.at("/dpv:hasRecordOfActivity/0")).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPT_ALL, GRANTED, dpv:ConsentGiven",
        "CONFIRM, GRANTED, dpv:ConsentGiven",
        "RENEW, GRANTED, dpv:RenewedConsentGiven",
        "REFUSE_ALL, DENIED, dpv:ConsentRefused",
        "WITHDRAW_ALL, DENIED, dpv:ConsentWithdrawn",
        "CUSTOM, PENDING, dpv:ConsentRequested",
        "CUSTOM, NEVER_ASKED, dpv:ConsentUnknown"
    })
    void statesWhatWasAnswered(Action action, Answer answer, String state) {
        ObjectNode receipt = linked(action, Map.of("statistics", answer), 1, SampleReceipts.RECORDED);

        JsonNode status = receipt.at("/dpv:hasRecordOfActivity/0/dpv:hasConsentStatus");
        assertThat(status).hasSize(1);
        assertThat(status.at("/0/@type/0").textValue()).isEqualTo(state);
        assertThat(status.at("/0/dpv:isIndicatedAtTime").textValue()).isEqualTo("2026-11-22T17:00:00.123Z");
    }

    @Test
    void aConsentThatHasEndedIsExpired() {
        ObjectNode receipt = linked(Action.ACCEPT_ALL, Map.of("statistics", Answer.GRANTED), 1, SampleReceipts.UNTIL);

        assertThat(receipt.at("/dpv:hasRecordOfActivity/0/dpv:hasConsentStatus/1/@type/0")
                        .textValue())
                .isEqualTo("dpv:ConsentExpired");
    }

    @Test
    void whatIsExemptIsNoConsent() {
        ObjectNode receipt = linked(Action.ACCEPT_ALL, Map.of("necessary", Answer.EXEMPT), 1, SampleReceipts.RECORDED);

        assertThat(receipt.get("dpv:hasRecordOfActivity")).isEmpty();
        assertThat(receipt.at("/dpv:hasProcess/0/assent:answer").textValue()).isEqualTo("exempt");
        assertThat(receipt.at("/dpv:hasProcess/0").toString()).doesNotContain("Consent");
    }

    @Test
    void nameOfNothingHoldsTheAddressKey() {
        ObjectNode receipt = linked(Action.CUSTOM, EVERY_ANSWER, 1, SampleReceipts.RECORDED);
        receipt.remove("assent:event");

        assertThat(receipt.toString())
                .doesNotContain(ReceiptKey.ofSalt(SampleReceipts.SALT).text(), SampleReceipts.SALT);
    }

    @Test
    void anImportedConsentIsNotSaidToBeExpressedHere() {
        ChoiceRecorded choice = SampleReceipts.choice(
                Action.CUSTOM,
                Map.of("statistics", Answer.GRANTED),
                new ChoiceRecorded.Imported("klaro", Instant.parse("2025-03-01T10:00:00Z"), null));

        ObjectNode receipt = linked(choice, 1, SampleReceipts.RECORDED);

        assertThat(receipt.at("/dpv:hasRecordOfActivity/0/dpv:hasConsentStatus/0/assent:originallyAt")
                        .textValue())
                .isEqualTo("2025-03-01T10:00:00Z");
        assertThat(receipt.toString()).doesNotContain("ExpressedConsent");
        assertThat(schema().validate(receipt)).isEmpty();
    }

    private static ObjectNode linked(Action action, Map<String, Answer> answers, int newestVersion, Instant now) {
        return linked(SampleReceipts.choice(action, answers, null), newestVersion, now);
    }

    private static ObjectNode linked(ChoiceRecorded choice, int newestVersion, Instant now) {
        ShownNotice notice = new ShownNotice(choice, SampleReceipts.site(newestVersion));
        ObjectNode made = new LinkedReceipt(SampleReceipts.receipt(choice), notice, "https://ledger.test").at(now);
        try {
            // As it is read from the wire: bytes are text there.
            return (ObjectNode) JSON.readTree(made.toString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonSchema schema() {
        InputStream file =
                LinkedReceiptTest.class.getResourceAsStream("/META-INF/resources/consent-receipt.schema.json");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(file);
    }

    /** Every property and every type. */
    private static void collect(JsonNode node, Set<String> words) {
        node.properties().forEach(member -> {
            if (member.getKey().equals("@type")) {
                member.getValue().forEach(type -> words.add(type.textValue()));
                if (member.getValue().isTextual()) {
                    words.add(member.getValue().textValue());
                }
            } else if (!member.getKey().startsWith("@")) {
                words.add(member.getKey());
            }
        });
        node.forEach(child -> collect(child, words));
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
