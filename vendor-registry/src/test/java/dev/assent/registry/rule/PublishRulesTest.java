package dev.assent.registry.rule;

import dev.assent.registry.site.Agreement;
import dev.assent.registry.site.Basis;
import dev.assent.registry.site.ConsentMode;
import dev.assent.registry.site.Controller;
import dev.assent.registry.site.Cookie;
import dev.assent.registry.site.Evidence;
import dev.assent.registry.site.Form;
import dev.assent.registry.site.GpcHandling;
import dev.assent.registry.site.Intake;
import dev.assent.registry.site.Lifetime;
import dev.assent.registry.site.Note;
import dev.assent.registry.site.Party;
import dev.assent.registry.site.Purpose;
import dev.assent.registry.site.Section;
import dev.assent.registry.site.SiteContent;
import dev.assent.registry.site.Source;
import dev.assent.registry.site.StorageKind;
import dev.assent.registry.text.OwnStorage;
import dev.assent.registry.text.PlatformTexts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class PublishRulesTest {

    private static final Purpose NEEDED = purpose("necessary", true, Basis.CONTRACT, "Keeps the cart");
    private static final Purpose ASKED = purpose("statistics", false, Basis.CONSENT, "Counts visits");
    private static final Cookie OWN = cookie(OwnStorage.NAME, StorageKind.LOCAL_STORAGE, Party.FIRST, "P6M");
    private static final Evidence JUSTIFIED =
            new Evidence(Period.ofYears(3), "Claims about a consent lapse three years after it ended.");
    private static final Note REASON =
            new Note("why", Section.NO_BANNER, Map.of("en", "Nothing to ask."), Source.STATED);

    @Test
    void aSiteInOrderHasNoFindings() {
        assertThat(PublishRules.check(site(List.of(NEEDED, ASKED), List.of(OWN))))
                .isEmpty();
        assertThat(PublishRules.check(site(List.of(NEEDED), List.of(), REASON))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sites such as {List the networks?:12} set cookies",
                "We are [company name]",
                "TODO",
                "Lorem ipsum dolor",
                "Call us at XXXX"
            })
    void r06AnUnfilledPlaceholderIsAnError(String text) {
        Purpose unfilled = purpose("statistics", false, Basis.CONSENT, text);

        assertThat(PublishRules.check(site(List.of(NEEDED, unfilled), List.of(OWN))))
                .extracting(Finding::rule, Finding::severity, Finding::where)
                .containsExactly(tuple("R06", Severity.ERROR, "purposes[statistics].descriptions.en"));
    }

    @Test
    void r10ATextThatIsMissingInALanguageIsAnError() {
        SiteContent english = site(List.of(NEEDED, ASKED), List.of(OWN));
        SiteContent both = inLanguages(english, List.of("en", "fr"));

        assertThat(PublishRules.check(both)).isNotEmpty().allMatch(finding -> finding.rule()
                .equals("R10"));
        assertThat(PublishRules.check(both)).extracting(Finding::where).contains("purposes[necessary].names.fr");
    }

    @Test
    void b14ASiteWithoutABannerSaysWhyAndOneWithABannerDoesNot() {
        assertThat(rules(site(List.of(NEEDED), List.of()))).containsExactly("B14");
        assertThat(rules(site(List.of(NEEDED, ASKED), List.of(OWN), REASON))).containsExactly("B14");
    }

    @ParameterizedTest
    @CsvSource({"LEGITIMATE_INTEREST", "CONTRACT", "LEGAL_OBLIGATION"})
    void b16WhatIsNotExemptRestsOnConsent(Basis basis) {
        assertThat(rules(site(List.of(NEEDED, purpose("statistics", false, basis, "Counts")), List.of(OWN))))
                .containsExactly("B16");
    }

    @Test
    void b01WhatAFormAsksForKeepsNothingOnTheDevice() {
        Purpose newsletter = asked(new Form(true));
        Cookie onDevice = new Cookie(
                "registered",
                StorageKind.COOKIE,
                Party.FIRST,
                null,
                "newsletter",
                new Lifetime("P1M"),
                false,
                "shop.test",
                Map.of("en", "Something"),
                Source.STATED);

        assertThat(rules(site(List.of(NEEDED, newsletter, ASKED), List.of(OWN, onDevice))))
                .containsExactly("B01");
        assertThat(rules(site(List.of(NEEDED, newsletter, ASKED), List.of(OWN))))
                .isEmpty();
        assertThat(rules(site(List.of(NEEDED, asked(null)), List.of(OWN, onDevice))))
                .isEmpty();
    }

    @Test
    void b14ASiteWhereOnlyFormsAskShowsNoBanner() {
        assertThat(rules(site(List.of(NEEDED, asked(new Form(false))), List.of(), REASON)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ADVANCED, B19", "BASIC, ''", ", ''"})
    void b19TheAdvancedFormOfConsentModeWarns(@Nullable ConsentMode mode, String rule) {
        Intake intake = new Intake(List.of("EU"), GpcHandling.HONOURED, mode, false, null, List.of());

        assertThat(PublishRules.check(withIntake(site(List.of(NEEDED, ASKED), List.of(OWN)), intake)))
                .extracting(finding -> finding.rule() + " " + finding.severity())
                .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule + " WARNING"));
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST, P13M, ''",
        "FIRST, session, ''",
        "FIRST, P1Y1M, ''",
        "FIRST, P14M, WARNING",
        "FIRST, P400D, WARNING",
        "FIRST, P2Y, WARNING",
        "THIRD, P2Y, ERROR"
    })
    void r01ACookieIsCompleteAndNotTooLong(Party party, String lifetime, String severity) {
        Cookie cookie = cookie("visits", StorageKind.COOKIE, party, lifetime);

        assertThat(PublishRules.check(site(List.of(NEEDED, ASKED), List.of(OWN, cookie))).stream()
                        .map(finding -> finding.rule() + " " + finding.severity()))
                .isEqualTo(severity.isEmpty() ? List.of() : List.of("R01 " + severity));
    }

    @Test
    void r13TheBannersOwnStorageIsListedWhereThereIsABannerOnly() {
        assertThat(rules(site(List.of(NEEDED, ASKED), List.of()))).containsExactly("R13");
        assertThat(rules(site(List.of(NEEDED), List.of(OWN), REASON))).containsExactly("R13");
        assertThat(rules(site(List.of(ASKED), List.of()))).containsExactly("R13");
    }

    @Test
    void r14ASiteThatAsksForConsentIsNotPublishedWithoutAJustifiedPeriod() {
        SiteContent asks = site(List.of(NEEDED, ASKED), List.of(OWN));

        assertThat(rules(asks)).isEmpty();
        assertThat(PublishRules.check(withEvidence(asks, null)))
                .extracting(Finding::rule, Finding::severity, Finding::where)
                .containsExactly(tuple("R14", Severity.ERROR, "evidence"));
        assertThat(PublishRules.check(withEvidence(asks, new Evidence(Period.ofYears(3), "  legal reasons   "))))
                .extracting(Finding::rule, Finding::severity, Finding::where)
                .containsExactly(tuple("R14", Severity.ERROR, "evidence.reason"));
    }

    @Test
    void r14ASiteThatAsksForNoConsentHasNothingToKeep() {
        assertThat(rules(withEvidence(site(List.of(NEEDED), List.of(), REASON), null)))
                .isEmpty();
        assertThat(rules(withEvidence(site(List.of(NEEDED, asked(new Form(true))), List.of(), REASON), null)))
                .containsExactly("R14");
    }

    @ParameterizedTest
    @CsvSource({"P10Y, ''", "P120M, ''", "P10Y1M, WARNING"})
    void r14AVeryLongPeriodWarns(String period, String severity) {
        Evidence evidence = new Evidence(Period.parse(period), JUSTIFIED.reason());

        assertThat(PublishRules.check(withEvidence(site(List.of(NEEDED, ASKED), List.of(OWN)), evidence)).stream()
                        .map(finding -> finding.rule() + " " + finding.severity()))
                .isEqualTo(severity.isEmpty() ? List.of() : List.of("R14 " + severity));
    }

    private static Stream<String> rules(SiteContent site) {
        return PublishRules.check(site).stream().map(Finding::rule);
    }

    private static Purpose purpose(String id, boolean exempt, Basis basis, String description) {
        return new Purpose(
                id,
                exempt,
                basis,
                Map.of("en", id),
                Map.of("en", description),
                null,
                null,
                false,
                List.of(),
                Source.STATED);
    }

    private static Purpose asked(@Nullable Form form) {
        return new Purpose(
                "newsletter",
                false,
                Basis.CONSENT,
                Map.of("en", "newsletter"),
                Map.of("en", "Sends news"),
                null,
                form,
                false,
                List.of(),
                Source.STATED);
    }

    private static Cookie cookie(String name, StorageKind kind, Party party, String lifetime) {
        return new Cookie(
                name,
                kind,
                party,
                null,
                "necessary",
                new Lifetime(lifetime),
                false,
                "shop.test",
                Map.of("en", "Something"),
                Source.STATED);
    }

    private static SiteContent site(List<Purpose> purposes, List<Cookie> cookies, Note... notes) {
        List<Agreement> agreements = List.of();
        return new SiteContent(
                "shop",
                "Shop",
                false,
                null,
                List.of("en"),
                "Europe/Prague",
                Period.ofMonths(6),
                List.of("https://shop.test"),
                new Controller("Shop Ltd", "CZ", null, List.of(), null),
                Intake.UNSAID,
                JUSTIFIED,
                List.of(),
                List.of(),
                purposes,
                List.of(),
                cookies,
                agreements,
                List.of(),
                List.of(notes),
                Map.of("en", english()),
                List.of());
    }

    /** The platform's texts as a version holds them: with the names filled in. */
    private static Map<String, String> english() {
        return PlatformTexts.in("en").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        text -> text.getValue().replace("{site}", "Shop").replace("{controller}", "Shop Ltd")));
    }

    private static SiteContent inLanguages(SiteContent s, List<String> languages) {
        return changed(s, languages, s.intake(), s.evidence());
    }

    private static SiteContent withIntake(SiteContent s, Intake intake) {
        return changed(s, s.languages(), intake, s.evidence());
    }

    private static SiteContent withEvidence(SiteContent s, @Nullable Evidence evidence) {
        return changed(s, s.languages(), s.intake(), evidence);
    }

    private static SiteContent changed(
            SiteContent s, List<String> languages, Intake intake, @Nullable Evidence evidence) {
        return new SiteContent(
                s.site(),
                s.name(),
                s.sample(),
                s.basedOn(),
                languages,
                s.timeZone(),
                s.renewAfter(),
                s.origins(),
                s.controller(),
                intake,
                evidence,
                s.authorities(),
                s.laws(),
                s.purposes(),
                s.vendors(),
                s.cookies(),
                s.agreements(),
                s.holdings(),
                s.notes(),
                s.texts(),
                s.assumed());
    }
}
