package dev.assent.api.choice;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assent.api.TestSites;
import dev.assent.api.intake.ProducerRun;
import dev.assent.api.site.SitesOfTests;
import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Subject;
import dev.assent.foundation.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ChoiceRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T17:00:00.123456Z");

    private final ChoiceRules rules = new ChoiceRules(Clock.fixed(NOW, ZoneOffset.UTC), new ProducerRun());

    @Test
    void aChoiceAnswersForEveryPurposeOfItsVersion() throws Exception {
        ChoiceRecorded choice = record("\"choices\": {\"preferences\": \"granted\", \"marketing\": \"denied\"}");

        assertThat(choice.purposes())
                .isEqualTo(Map.of(
                        "necessary", Answer.EXEMPT,
                        "preferences", Answer.GRANTED,
                        "statistics", Answer.NEVER_ASKED,
                        "marketing", Answer.DENIED));
        assertThat(choice.action()).isEqualTo(Action.CUSTOM);
    }

    @ParameterizedTest
    @CsvSource({
        "accept-all, ACCEPT_ALL, GRANTED",
        "refuse-all, REFUSE_ALL, DENIED",
        "withdraw-all, WITHDRAW_ALL, DENIED"
    })
    void anActionIsWrittenOutPerPurpose(String wire, Action action, Answer answer) throws Exception {
        ChoiceRecorded choice = record("\"action\": \"" + wire + "\"");

        assertThat(choice.action()).isEqualTo(action);
        assertThat(choice.purposes())
                .isEqualTo(Map.of(
                        "necessary", Answer.EXEMPT,
                        "preferences", answer,
                        "statistics", answer,
                        "marketing", answer));
    }

    @Test
    void theTimeIsTheServersToTheMillisecondAndTheConsentEndsByItself() throws Exception {
        ChoiceRecorded choice = record("\"action\": \"accept-all\", \"occurredAt\": \"2026-11-22T16:59:59Z\"");

        assertThat(choice.recordedAt()).isEqualTo("2026-11-22T17:00:00.123Z");
        assertThat(choice.validUntil()).isEqualTo("2027-05-22T17:00:00.123Z");
        assertThat(choice.occurredAt()).isEqualTo("2026-11-22T16:59:59Z");
        assertThat(choice.clockSkewed()).isFalse();
    }

    @Test
    void aClientsTimeAheadIsFlagged() throws Exception {
        ChoiceRecorded choice = record("\"action\": \"accept-all\", \"occurredAt\": \"2026-11-23T17:00:00.123Z\"");

        assertThat(choice.clockSkewed()).isTrue();
    }

    @Test
    void aClientsTimeMoreThanADayAheadIsRefused() {
        assertThat(refusal("\"action\": \"accept-all\", \"occurredAt\": \"2026-11-23T17:00:00.124Z\""))
                .isEqualTo("422 urn:assent:problem:ahead-of-time");
    }

    @Test
    void aChoiceUnderAnOlderVersionIsTakenForWhatItAskedAndFlagged() throws Exception {
        ChoiceRecorded choice = record("\"action\": \"accept-all\"", 2);

        assertThat(choice.noticeSuperseded()).isTrue();
        assertThat(choice.noticeHash()).isEqualTo(TestSites.hash(2));
        assertThat(choice.purposes().keySet()).containsExactly("necessary", "preferences");
        assertThat(choice.validUntil()).isEqualTo("2027-11-22T17:00:00.123Z");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 422 urn:assent:problem:unknown-notice-version",
        "0, 400 urn:assent:problem:invalid-choice",
        "-1, 400 urn:assent:problem:invalid-choice",
        "4, 503 urn:assent:problem:notice-version-not-known-yet"
    })
    void aVersionThatIsNotTakenIsRefusedAndANewerOneIsAskedToComeAgain(int version, String problem) {
        assertThat(refusal("\"action\": \"accept-all\"", version)).isEqualTo(problem);
    }

    @Test
    void theSecretBecomesTheSubjectAndIsNowhereElse() throws Exception {
        ChoiceRecorded choice = record("\"action\": \"accept-all\"");

        assertThat(choice.subject())
                .isEqualTo(Subject.ofSecret(TestSites.SITE, TestSites.SECRET).value());
        assertThat(choice.toString()).doesNotContain(TestSites.SECRET);
        assertThat(request("\"action\": \"accept-all\"", 3).toString()).doesNotContain(TestSites.SECRET);
    }

    @Test
    void everyChoiceHasItsOwnIdSaltAndPosition() throws Exception {
        ChoiceRecorded first = record("\"action\": \"accept-all\"");
        ChoiceRecorded second = record("\"action\": \"accept-all\"");

        assertThat(UUID.fromString(first.eventId()).version()).isEqualTo(7);
        assertThat(second.eventId()).isNotEqualTo(first.eventId());
        assertThat(Base64.getUrlDecoder().decode(first.salt())).hasSize(32);
        assertThat(second.salt()).isNotEqualTo(first.salt());
        assertThat(second.producer().run()).isEqualTo(first.producer().run());
        assertThat(second.producer().sequence()).isEqualTo(first.producer().sequence() + 1);
    }

    private ChoiceRecorded record(String members) throws JsonProcessingException {
        return record(members, 3);
    }

    private ChoiceRecorded record(String members, int version) throws JsonProcessingException {
        return rules.record(SitesOfTests.smartsupp(), request(members, version));
    }

    private static ChoiceRequest request(String members, int version) throws JsonProcessingException {
        return ChoiceRequest.read(
                """
                {"subjectSecret": "%s", "noticeVersion": %d, "language": "fr", "surface": "banner", "method": "click", %s}
                """.formatted(TestSites.SECRET, version, members).getBytes(StandardCharsets.UTF_8));
    }

    private String refusal(String members) {
        return refusal(members, 3);
    }

    private String refusal(String members, int version) {
        Problem problem = catchThrowableOfType(Problem.class, () -> record(members, version));
        return problem.getStatusCode() + " " + problem.getType();
    }
}
