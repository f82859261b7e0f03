package dev.assent.registry.importing;

import dev.assent.registry.importing.SiteFileException.Fault;
import dev.assent.registry.site.ConsentMode;
import dev.assent.registry.site.ConsentType;
import dev.assent.registry.site.Form;
import dev.assent.registry.site.GpcHandling;
import dev.assent.registry.site.Intake;
import dev.assent.registry.site.SiteContent;
import dev.assent.registry.site.Webhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SiteFileTest {

    private static final String SMALLEST = """
            site: shop
            name: Shop
            languages: [en]
            timeZone: Europe/Prague
            renewAfter: P6M
            origins: ["https://shop.test"]
            controller: {name: Shop Ltd, country: CZ}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"smartsupp", "smartwork", "smartwatt", "onesmartech"})
    void everySampleSiteIsReadWithoutAFault(String site) {
        // When
        SiteContent content = SiteFile.read(SampleFiles.yaml(site));

        // Then
        assertThat(content.site()).isEqualTo(site);
        assertThat(content.sample()).isTrue();
        assertThat(content.bannerNeeded()).isEqualTo(!site.equals("smartwork"));
    }

    @Test
    void theSmallestFileIsEnough() {
        assertThat(SiteFile.read(SMALLEST).controller().name()).isEqualTo("Shop Ltd");
    }

    @Test
    void anUnknownKeyIsNamedWithItsPathAndLineAndTheLikelyOne() {
        // When
        List<Fault> faults = faults(SMALLEST + """
                purposes:
                  - id: statistics
                    basis: consent
                    names: {en: Statistics}
                    descriptons: {en: Counting}
                """);

        // Then
        assertThat(faults)
                .extracting(Fault::toString)
                .contains(
                        "line 12, purposes[0].descriptons: this key is not known here; did you mean \"descriptions\"?",
                        "line 9, purposes[0].descriptions: must be a mapping of keys to values");
    }

    @Test
    void everyFaultOfAFileIsToldAtOnce() {
        // When
        List<Fault> faults = faults("""
                site: Not An Id
                languages: [english]
                timeZone: Prague
                renewAfter: six months
                origins: ["https://shop.test/path"]
                controller: {name: "", country: Czechia}
                """);

        // Then
        assertThat(faults)
                .extracting(Fault::path)
                .containsExactlyInAnyOrder(
                        "site",
                        "name",
                        "languages[0]",
                        "languages",
                        "timeZone",
                        "renewAfter",
                        "origins[0]",
                        "origins",
                        "controller.name",
                        "controller.name",
                        "controller.country");
    }

    @Test
    void norwayIsNotAFalsehood() {
        assertThat(SiteFile.read(SMALLEST.replace("CZ", "NO")).controller().country())
                .isEqualTo("NO");
    }

    @Test
    void aReferenceToWhatTheFileDoesNotHaveIsAFault() {
        // When
        List<Fault> faults = faults(SMALLEST + """
                cookies:
                  - {name: a, kind: cookie, party: first, purpose: nothing, lifetime: P1D, readBy: shop.test, descriptions: {en: x}}
                """);

        // Then
        assertThat(faults)
                .extracting(Fault::toString)
                .containsExactly(
                        "line 9, cookies[0].purpose: must be the id of a purpose of this file, not \"nothing\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "- a list",
                "a: [",
                "a: &x [*x]",
                "just text",
                "a: 1\na: 2",
                "{}",
                "a: !!java.net.URL [x]",
                "\u0000",
                "--- a\n--- b"
            })
    void whatIsNoSiteFileIsAFaultAndNeverAnythingElse(String yaml) {
        assertThat(faults(yaml)).isNotEmpty();
    }

    @Test
    void anAddressThatIsNotOfTheWebIsAFault() {
        // When
        List<Fault> faults = faults(SMALLEST + """
                authorities:
                  - {name: A, country: CZ, url: "javascript:alert(1)"}
                """);

        // Then
        assertThat(faults).extracting(Fault::path).containsExactly("authorities[0].url");
    }

    @Test
    void howChoicesAreTakenIsRead() {
        // When
        SiteContent site = SiteFile.read(SMALLEST + """
                purposes:
                  - {id: recognised, basis: consent, names: {en: Recognised}, descriptions: {en: Across devices}}
                  - id: news
                    basis: consent
                    names: {en: News}
                    descriptions: {en: By mail}
                    form: {doubleOptIn: true}
                    deniedByGpc: true
                    consentTypes: [ad_storage]
                intake:
                  jurisdictions: [EU, US-CA]
                  gpc: honoured
                  consentMode: basic
                  vendorChoices: true
                  linkPurpose: recognised
                  webhooks: [{url: "https://shop.test/hook", events: [confirmed]}]
                """);

        // Then
        assertThat(site.intake())
                .isEqualTo(new Intake(
                        List.of("EU", "US-CA"),
                        GpcHandling.HONOURED,
                        ConsentMode.BASIC,
                        true,
                        "recognised",
                        List.of(new Webhook("https://shop.test/hook", List.of(Webhook.Event.CONFIRMED)))));
        assertThat(site.purposes().getLast().form()).isEqualTo(new Form(true));
        assertThat(site.purposes().getLast().consentTypes()).containsExactly(ConsentType.AD_STORAGE);
    }

    @Test
    void howChoicesAreTakenIsReadStrictly() {
        // When
        List<Fault> faults = faults(SMALLEST + """
                purposes:
                  - {id: news, basis: consent, names: {en: News}, descriptions: {en: By mail}, form: {}, consentTypes: [ads]}
                intake:
                  jurisdictions: [Europe, XX]
                  gpc: ignored
                  linkPurpose: news
                  webhooks: [{url: "http://shop.test/hook", events: []}]
                """);

        // Then
        assertThat(faults)
                .extracting(Fault::path)
                .containsExactlyInAnyOrder(
                        "purposes[0].consentTypes[0]",
                        "intake.jurisdictions[0]",
                        "intake.jurisdictions[1]",
                        "intake.gpc",
                        "intake.linkPurpose",
                        "intake.webhooks[0].url",
                        "intake.webhooks[0].events");
    }

    private static List<Fault> faults(String yaml) {
        return catchThrowableOfType(SiteFileException.class, () -> SiteFile.read(yaml))
                .faults();
    }
}
