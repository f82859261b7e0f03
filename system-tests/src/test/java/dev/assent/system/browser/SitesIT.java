package dev.assent.system.browser;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages of the four sites, as their visitors find them. */
class SitesIT extends InBrowser {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void asksNothingWhereNothingNeedsConsentAndSaysWhy() {
        open("/smartwork/");
        awaitNotice();

        assertThat(page.locator("assent-banner")).hasCount(0);
        assertThat(stored()).isEqualTo("{\"local\":{},\"session\":{},\"cookies\":\"\",\"databases\":[],\"caches\":[]}");

        page.getByRole(AriaRole.LINK, new com.microsoft.playwright.Page.GetByRoleOptions().setName("Cookie policy"))
                .click();
        assertThat(page.locator("body")).containsText("Why no banner asks you");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    @ParameterizedTest
    @CsvSource({
        "/smartwatt/sv, sv, Kontakta oss, Om kakor",
        "/smartwatt/nb, nb, Kontakt oss, Om informasjonskapsler",
        "/smartsupp/, fr, Vos données, Politique relative aux cookies",
        "/smartwork/sq, sq, Këtu nuk pyetet për cookies, Politika e cookies",
        "/onesmartech/, en, Newsletter, Cookie policy"
    })
    void opensInItsLanguageWithItsPolicy(String path, String language, String heading, String policy) {
        open(path);
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.getByText(heading).first()).isVisible();

        putTheQuestionAside();
        page.locator("main")
                .getByRole(AriaRole.LINK, new com.microsoft.playwright.Locator.GetByRoleOptions().setName(policy))
                .click();

        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.locator("h1").first()).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"/smartwatt/sv, sv", "/smartwatt/nb, nb", "/onesmartech/, en"})
    void asksInTheLanguageOfThePage(String path, String language) {
        open(path);

        assertThat(question()).isVisible();
        assertThat(page.locator("assent-banner .frame")).hasAttribute("lang", language);
    }

    /** Escape, as a visitor who wants to read first: it answers nothing. */
    private void putTheQuestionAside() {
        awaitNotice();
        if (question().count() > 0) {
            question().locator("button").last().press("Escape");
            assertThat(question()).hasCount(0);
        }
    }

    private void awaitNotice() {
        until(SOON, () -> (boolean) page.evaluate("Object.keys(window.assent?.state().purposes ?? {}).length > 0"));
    }
}
