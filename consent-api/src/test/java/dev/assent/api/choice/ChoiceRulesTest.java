package dev.assent.api.choice;

import dev.assent.api.TestSites;
import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Method;
import dev.assent.events.Subject;
import dev.assent.events.Surface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The record rules, one test or more for each; C06 has a class of its own. Of C08 (a refusal leaves no lasting identifier) and
 * C09 (what comes late overrides nothing) this is consent-api's part: the browser's is in the banner's
 * {@code BannerChoiceTest}, the order in consent-ledger's {@code ChoiceOrderTest}.
 */
class ChoiceRulesTest {

    private static final String ACCEPT = "\"action\": \"accept-all\"";

    private final Visitor visitor = Visitor.ofSmartsupp();

    @Test
    void c01TheTimeIsTheServersToTheMillisecondAndTheClientsStandsBesideIt() throws Exception {
        ChoiceRecorded choice = visitor.choose(ACCEPT + ", \"occurredAt\": \"2026-11-22T16:59:59Z\"");

        assertThat(choice.recordedAt()).isEqualTo("2026-11-22T17:00:00.123Z");
        assertThat(choice.occurredAt()).isEqualTo("2026-11-22T16:59:59Z");
        assertThat(choice.clockSkewed()).isFalse();
    }

    @Test
    void c01AClientsTimeAheadIsFlagged() throws Exception {
        ChoiceRecorded choice = visitor.choose(ACCEPT + ", \"occurredAt\": \"2026-11-23T17:00:00.123Z\"");

        assertThat(choice.clockSkewed()).isTrue();
    }

    @Test
    void c01AClientsTimeMoreThanADayAheadIsRefused() {
        assertThat(visitor.refusal(ACCEPT + ", \"occurredAt\": \"2026-11-23T17:00:00.124Z\""))
                .isEqualTo("422 ahead-of-time");
    }

    @Test
    void c02ARecordNamesAllThatWasShownAndAnswersForEveryPurpose() throws Exception {
        ChoiceRecorded choice = visitor.from("FR")
                .choose("\"choices\": {\"preferences\": \"granted\", \"marketing\": \"denied\"}, \"sequence\": 7,"
                        + " \"bannerVersion\": \"0.2.0+5f0c1c52\"");

        assertThat(choice.noticeVersion()).isEqualTo(3);
        assertThat(choice.noticeHash()).isEqualTo(TestSites.hash(3));
        assertThat(choice.bannerVersion()).isEqualTo("0.2.0+5f0c1c52");
        assertThat(choice.language()).isEqualTo("fr");
        assertThat(choice.surface()).isEqualTo(Surface.BANNER);
        assertThat(choice.method()).isEqualTo(Method.CLICK);
        assertThat(choice.sequence()).isEqualTo(7);
        assertThat(choice.action()).isEqualTo(Action.CUSTOM);
        assertThat(choice.circumstances()).isEqualTo(new ChoiceRecorded.Circumstances(null, null, "firefox", false));
        assertThat(choice.purposes())
                .isEqualTo(Map.of(
                        "necessary", Answer.EXEMPT,
                        "preferences", Answer.GRANTED,
                        "statistics", Answer.NEVER_ASKED,
                        "marketing", Answer.DENIED));
    }

    /** Pages pin a script by its hash for as long as they like; a choice is not lost for what an old one cannot say. */
    @Test
    void c02ABannerThatDoesNotStateItsVersionYetIsTaken() throws Exception {
        assertThat(visitor.choose(ACCEPT).bannerVersion()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "accept-all, ACCEPT_ALL, GRANTED",
        "refuse-all, REFUSE_ALL, DENIED",
        "withdraw-all, WITHDRAW_ALL, DENIED"
    })
    void c03AWholeAnswerIsWrittenOutPerPurposeAndAWithdrawalIsARecordLikeAnyOther(
            String wire, Action action, Answer answer) throws Exception {
        ChoiceRecorded choice = visitor.choose("\"action\": \"" + wire + "\"");

        assertThat(choice.action()).isEqualTo(action);
        assertThat(choice.purposes())
                .isEqualTo(Map.of(
                        "necessary", Answer.EXEMPT,
                        "preferences", answer,
                        "statistics", answer,
                        "marketing", answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"granted", "denied"})
    void c04AnExemptPurposeIsNeitherGrantedNorDenied(String answer) {
        assertThat(visitor.refusal("\"choices\": {\"necessary\": \"" + answer + "\"}"))
                .isEqualTo("422 exempt-purpose");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"choices\": {\"astrology\": \"granted\"}|422 unknown-purpose",
                "\"choices\": {\"preferences\": \"granted\"}, \"vendors\": {\"maps\": \"granted\"}|422 no-vendor-choices",
                "\"action\": \"accept-all\", \"vendors\": {}|400 invalid-choice",
                "\"action\": \"accept-all\", \"choices\": {\"preferences\": \"granted\"}|400 invalid-choice",
                "\"action\": \"renew\"|400 invalid-choice",
                "\"sequence\": 1|400 invalid-choice"
            })
    void c05WhatTheSiteDoesNotKnowIsRefused(String members, String problem) {
        assertThat(visitor.refusal(members)).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 422 unknown-notice-version",
        "0, 400 invalid-choice",
        "-1, 400 invalid-choice",
        "4, 503 notice-version-not-known-yet"
    })
    void c05AVersionThatIsNotTakenIsRefusedAndANewerOneIsAskedToComeAgain(int version, String problem) {
        assertThat(visitor.under(version).refusal(ACCEPT)).isEqualTo(problem);
    }

    @Test
    void c07AConsentEndsByItselfAfterTheValidityOfItsVersion() throws Exception {
        assertThat(visitor.choose(ACCEPT).validUntil()).isEqualTo("2027-05-22T17:00:00.123Z");
        assertThat(visitor.under(2).choose(ACCEPT).validUntil()).isEqualTo("2027-11-22T17:00:00.123Z");
    }

    @Test
    void c08TheSecretBecomesThePseudonymAndIsNowhereElse() throws Exception {
        ChoiceRecorded choice = visitor.choose("\"action\": \"refuse-all\"");

        assertThat(choice.subject())
                .isEqualTo(Subject.ofSecret(TestSites.SITE, TestSites.SECRET).value());
        assertThat(choice.toString()).doesNotContain(TestSites.SECRET);
        assertThat(visitor.request(ACCEPT).toString()).doesNotContain(TestSites.SECRET);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 9_007_199_254_740_991L})
    void c09TheBrowsersNumberIsRecordedAsItIs(long sequence) throws Exception {
        assertThat(visitor.choose(ACCEPT + ", \"sequence\": " + sequence).sequence())
                .isEqualTo(sequence);
    }

    @Test
    void aChoiceUnderAnOlderVersionIsTakenForWhatItAskedAndFlagged() throws Exception {
        ChoiceRecorded choice = visitor.under(2).choose(ACCEPT);

        assertThat(choice.noticeSuperseded()).isTrue();
        assertThat(choice.noticeHash()).isEqualTo(TestSites.hash(2));
        assertThat(choice.purposes().keySet()).containsExactly("necessary", "preferences");
    }

    @Test
    void aRenewalStatesItsChoices() throws Exception {
        ChoiceRecorded choice = visitor.choose(
                "\"action\": \"renew\", \"choices\": {\"preferences\": \"granted\", \"statistics\": \"denied\"}");

        assertThat(choice.action()).isEqualTo(Action.RENEW);
        assertThat(choice.purposes())
                .containsEntry("preferences", Answer.GRANTED)
                .containsEntry("statistics", Answer.DENIED)
                .containsEntry("marketing", Answer.NEVER_ASKED);
    }

    @Test
    void everyRecordHasItsOwnPosition() throws Exception {
        assertThat(visitor.choose(ACCEPT).producer().sequence()).isEqualTo(1);
        assertThat(visitor.choose(ACCEPT).producer().run())
                .isNotEqualTo(visitor.choose(ACCEPT).producer().run());
    }
}
