package dev.assent.banner;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.List;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Anyone can read it, reach it, and leave it without having agreed. */
class BannerLookTest extends BrowserTest {

    @Test
    void givesRefusalTheSameWeightAsAcceptance() {
        openAndSeeQuestion();

        assertThat(look("refuse")).isEqualTo(look("accept"));
    }

    @Test
    void grantsNothingOnEscapeOrAClickBeside() {
        openAndSeeQuestion();
        page.locator("h1").click();
        page.mouse().wheel(0, 500);
        button("Choisir finalité par finalité").press("Escape");

        assertThat(question()).hasCount(0);
        assertThat(lastingControl()).containsText("0/3");
        assertThat(answer()).isNull();
        assertThat(platform.posted()).isEmpty();
        page.reload();
        assertThat(question()).isVisible();
    }

    @Test
    void goesBackToTheQuestionOnEscapeInThePurposes() {
        openAndSeeQuestion();
        button("Choisir finalité par finalité").click();
        page.getByRole(AriaRole.SWITCH).first().check();

        page.keyboard().press("Escape");

        assertThat(button("Choisir finalité par finalité")).isVisible();
        assertThat(answer()).isNull();
    }

    @Test
    void canBeUsedByKeyboardAlone() throws InterruptedException {
        openAndSeeQuestion();
        page.keyboard().press("Tab");
        assertThat(focused()).contains("Qui reçoit");
        tabTo("Choisir finalité par finalité");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Space");
        tabTo("Enregistrer ces choix");
        page.keyboard().press("Enter");

        assertThat(nextPosted().body()).contains("\"preferences\":\"granted\"");
        assertThat(focused()).contains("Mes choix");
    }

    @Test
    void opensFromThePageWithThePresentStateAndGivesTheFocusBack() {
        openAndSeeQuestion();
        button("Tout accepter").click();
        page.getByText("Changer mes choix").click();

        assertThat(page.locator("assent-banner input:checked")).hasCount(3);

        button("Fermer").first().click();
        assertThat(page.getByText("Changer mes choix")).isFocused();
    }

    @ParameterizedTest
    @CsvSource({"320, 640", "390, 844", "1280, 800", "844, 390"})
    void fitsTheScreenWithTargetsLargeEnough(int width, int height) {
        page.setViewportSize(width, height);
        openAndSeeQuestion();
        fits(width, height);
        button("Choisir finalité par finalité").click();
        fits(width, height);
        page.screenshot(shot("detail-" + width));
        button("Tout accepter").click();
        assertThat(lastingControl()).isVisible();
        fits(width, height);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void hasNothingThatAnAccessibilityCheckFinds(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        openAndSeeQuestion();
        page.getByText("Qui reçoit ces données").click();
        check("ask-" + scheme);
        button("Choisir finalité par finalité").click();
        page.getByRole(AriaRole.SWITCH).first().check();
        check("detail-" + scheme);
        button("Tout accepter").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Voir le reçu");
        check("control-" + scheme);
    }

    private void check(String name) {
        page.screenshot(shot(name));
        assertThat(new AxeBuilder(page).include("assent-banner").analyze().getViolations())
                .isEmpty();
    }

    private void fits(int width, int height) {
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        Object outside = page.evaluate("""
                ([w, h]) => [...document.querySelector('assent-banner').shadowRoot.querySelectorAll('.panel, .control, .toast')]
                  .map(e => e.getBoundingClientRect())
                  .filter(r => r.left < 0 || r.top < 0 || r.right > w || r.bottom > h).length""", List.of(width, height));
        assertThat(outside).isEqualTo(0);
        Object small = page.evaluate("""
                () => [...document.querySelector('assent-banner').shadowRoot.querySelectorAll('button, summary, label')]
                  .filter(e => e.checkVisibility())
                  .filter(e => e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44)
                  .map(e => e.textContent).join(' | ')""");
        assertThat(small).isEqualTo("");
    }

    /** Size and dress of an answer. */
    private Object look(String answer) {
        return page.locator("[data-answer=" + answer + "]").evaluate("""
                        e => { const s = getComputedStyle(e), r = e.getBoundingClientRect();
                          return [r.width, r.height, r.top, s.color, s.backgroundColor, s.borderColor, s.font, s.opacity].join(' ') }""");
    }

    private void tabTo(String name) {
        for (int i = 0; i < 20 && !focused().equals(name); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(focused()).isEqualTo(name);
    }

    private String focused() {
        return (String) page.evaluate(
                "document.querySelector('assent-banner').shadowRoot.activeElement?.textContent ?? 'elsewhere'");
    }

    private static Page.ScreenshotOptions shot(String name) {
        return new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name + ".png"));
    }
}
