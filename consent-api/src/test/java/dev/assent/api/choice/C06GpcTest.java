package dev.assent.api.choice;

import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.ChoiceRecorded.GpcSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** C06, and whose rules apply. That only {@code Sec-GPC: 1} is a signal is the business of who looks at the caller. */
class C06GpcTest {

    private static final String ACCEPT = "\"action\": \"accept-all\"";

    private final Visitor visitor = Visitor.ofOnesmartech().withGpc();

    @Test
    void theSignalDeniesWhatItIsAboutAndTheVisitorDidNotAnswer() throws Exception {
        ChoiceRecorded choice = visitor.choose("\"choices\": {\"statistics\": \"granted\"}");

        assertThat(choice.purposes())
                .isEqualTo(Map.of(
                        "necessary", Answer.EXEMPT,
                        "statistics", Answer.GRANTED,
                        "marketing", Answer.DENIED,
                        "sharing", Answer.DENIED,
                        "newsletter", Answer.NEVER_ASKED,
                        "contact", Answer.NEVER_ASKED));
        assertThat(signal(choice)).isEqualTo(new GpcSignal(true, List.of()));
    }

    @Test
    void whatTheVisitorGrantsStandsAndIsRecordedAsTheConflict() throws Exception {
        ChoiceRecorded some = visitor.choose("\"choices\": {\"marketing\": \"granted\"}");
        ChoiceRecorded all = visitor.choose(ACCEPT);

        assertThat(some.purposes()).containsEntry("marketing", Answer.GRANTED).containsEntry("sharing", Answer.DENIED);
        assertThat(signal(some)).isEqualTo(new GpcSignal(true, List.of("marketing")));
        assertThat(all.purposes()).containsEntry("sharing", Answer.GRANTED);
        assertThat(signal(all)).isEqualTo(new GpcSignal(true, List.of("marketing", "sharing")));
    }

    @Test
    void whereTheSiteDoesNotHonourItItIsRecordedAndDeniesNothing() throws Exception {
        ChoiceRecorded choice = Visitor.ofSmartsupp().withGpc().choose("\"choices\": {\"statistics\": \"granted\"}");

        assertThat(choice.purposes()).containsEntry("marketing", Answer.NEVER_ASKED);
        assertThat(signal(choice)).isEqualTo(new GpcSignal(false, List.of()));
    }

    @Test
    void withoutASignalNothingIsRecordedOfOne() throws Exception {
        ChoiceRecorded choice = Visitor.ofOnesmartech().choose("\"choices\": {\"statistics\": \"granted\"}");

        assertThat(choice.purposes()).containsEntry("marketing", Answer.NEVER_ASKED);
        assertThat(Objects.requireNonNull(choice.circumstances()).gpc()).isNull();
    }

    @Test
    void theSignalAloneIsAChoice() throws Exception {
        ChoiceRecorded choice = visitor.by("signal").choose("");

        assertThat(choice.action()).isEqualTo(Action.CUSTOM);
        assertThat(choice.purposes())
                .isEqualTo(Map.of(
                        "necessary", Answer.EXEMPT,
                        "statistics", Answer.NEVER_ASKED,
                        "marketing", Answer.DENIED,
                        "sharing", Answer.DENIED,
                        "newsletter", Answer.NEVER_ASKED,
                        "contact", Answer.NEVER_ASKED));
        assertThat(choice.vendors()).containsEntry("ads", Answer.NEVER_ASKED);
    }

    @Test
    void aSignalThatWasNotSentOrSaysNothingIsRefused() {
        assertThat(Visitor.ofOnesmartech().by("signal").refusal("")).isEqualTo("422 no-signal");
        assertThat(Visitor.ofSmartsupp().withGpc().by("signal").refusal("")).isEqualTo("422 signal-not-honoured");
        assertThat(visitor.under(1).by("signal").refusal("")).isEqualTo("422 signal-not-honoured");
        assertThat(visitor.by("signal").refusal(ACCEPT)).isEqualTo("400 invalid-choice");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"NZ, NZ", "FR, EU", "IS, EU", "GB, GB", "US, NZ", "US-CA, US-CA", "US-NV, NZ", "CH, NZ", "-, NZ"})
    void theCountryChoosesTheJurisdiction(String country, String jurisdiction) throws Exception {
        ChoiceRecorded choice = Visitor.ofOnesmartech().from(country).choose(ACCEPT);

        assertThat(Objects.requireNonNull(choice.circumstances()).jurisdiction())
                .isEqualTo(jurisdiction);
    }

    private static GpcSignal signal(ChoiceRecorded choice) {
        return Objects.requireNonNull(
                Objects.requireNonNull(choice.circumstances()).gpc());
    }
}
