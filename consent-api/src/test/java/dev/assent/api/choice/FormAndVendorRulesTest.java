package dev.assent.api.choice;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What forms ask for, and the choice of vendors. */
class FormAndVendorRulesTest {

    private static final String NEWSLETTER = "\"choices\": {\"newsletter\": \"granted\"}";

    private final Visitor visitor = Visitor.ofOnesmartech();

    @ParameterizedTest
    @CsvSource({"banner, accept-all, GRANTED", "preferences, accept-all, GRANTED", "banner, refuse-all, DENIED"})
    void theBannersWholeAnswerSaysNothingOfWhatFormsAskFor(String surface, String action, Answer answer)
            throws Exception {
        ChoiceRecorded choice = visitor.on(surface).choose("\"action\": \"" + action + "\"");

        assertThat(choice.purposes())
                .isEqualTo(Map.of(
                        "necessary",
                        Answer.EXEMPT,
                        "statistics",
                        answer,
                        "marketing",
                        answer,
                        "sharing",
                        answer,
                        "newsletter",
                        Answer.NEVER_ASKED,
                        "contact",
                        Answer.NEVER_ASKED));
        assertThat(choice.vendors()).isEqualTo(Map.of("ads", answer, "counter", answer));
    }

    @Test
    void aWithdrawalOfEverythingIsOfFormsToo() throws Exception {
        ChoiceRecorded choice = visitor.choose("\"action\": \"withdraw-all\"");

        assertThat(choice.purposes())
                .containsEntry("necessary", Answer.EXEMPT)
                .containsEntry("marketing", Answer.DENIED)
                .containsEntry("newsletter", Answer.DENIED)
                .containsEntry("contact", Answer.DENIED);
        assertThat(choice.vendors()).containsOnly(Map.entry("ads", Answer.DENIED), Map.entry("counter", Answer.DENIED));
    }

    @Test
    void aFormsWholeAnswerSaysNothingOfWhatTheBannerAsksFor() throws Exception {
        ChoiceRecorded choice = visitor.inAForm().choose("\"action\": \"accept-all\"");

        assertThat(choice.purposes())
                .isEqualTo(Map.of(
                        "necessary", Answer.EXEMPT,
                        "statistics", Answer.NEVER_ASKED,
                        "marketing", Answer.NEVER_ASKED,
                        "sharing", Answer.NEVER_ASKED,
                        "newsletter", Answer.PENDING,
                        "contact", Answer.GRANTED));
        assertThat(choice.vendors()).containsEntry("ads", Answer.NEVER_ASKED);
        assertThat(choice.subjectKey()).isEqualTo(1);
    }

    @Test
    void whatTheOwnerOfTheAddressConfirmsIsPendingAndARefusalHoldsAtOnce() throws Exception {
        assertThat(visitor.inAForm().choose(NEWSLETTER).purposes()).containsEntry("newsletter", Answer.PENDING);
        assertThat(visitor.inAForm()
                        .choose("\"choices\": {\"newsletter\": \"denied\"}")
                        .purposes())
                .containsEntry("newsletter", Answer.DENIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "preferences", "api", "mail"})
    void aBrowserCannotGrantWhatTheOwnerOfAnAddressConfirms(String surface) {
        assertThat(visitor.on(surface).refusal(NEWSLETTER)).isEqualTo("422 address-needed");
    }

    @Test
    void theBannerDoesNotAnswerForAFormNorAFormForTheBanner() {
        assertThat(visitor.refusal("\"choices\": {\"contact\": \"granted\"}")).isEqualTo("422 asked-elsewhere");
        assertThat(visitor.inAForm().refusal("\"choices\": {\"marketing\": \"granted\"}"))
                .isEqualTo("422 asked-elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "preferences", "api", "mail"})
    void whatAFormAsksForCanBeAnsweredElsewhere(String surface) throws Exception {
        assertThat(visitor.on(surface)
                        .choose("\"choices\": {\"contact\": \"granted\"}")
                        .purposes())
                .containsEntry("contact", Answer.GRANTED);
    }

    @Test
    void everyVendorIsAnsweredFor() throws Exception {
        ChoiceRecorded choice =
                visitor.choose("\"choices\": {\"marketing\": \"granted\"}, \"vendors\": {\"ads\": \"denied\"}");

        assertThat(choice.vendors()).isEqualTo(Map.of("ads", Answer.DENIED, "counter", Answer.NEVER_ASKED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2|{\"maps\": \"granted\"}|422 unknown-vendor",
                "2|{\"ads\": null}|400 invalid-choice",
                "1|{\"ads\": \"granted\"}|422 no-vendor-choices"
            })
    void aVendorThatTheVersionDoesNotOfferIsRefused(int version, String vendors, String problem) {
        assertThat(visitor.under(version).refusal("\"choices\": {\"marketing\": \"granted\"}, \"vendors\": " + vendors))
                .isEqualTo(problem);
    }

    @Test
    void aVersionThatOffersNoChoiceOfVendorsRecordsNone() throws Exception {
        assertThat(visitor.under(1).choose("\"action\": \"accept-all\"").vendors())
                .isNull();
    }
}
