package dev.assent.system.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.assent.events.Subject;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.Site;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** A site's officer sees how people answered, and looks up one of them. */
class LedgerConsoleIT extends InBrowser {

    private static String subject;
    private static String event;

    @BeforeEach
    void somePeopleAnswer() {
        if (subject != null) {
            return;
        }
        try (Site site = new Site(platform, Site.SMARTSUPP)) {
            for (int i = 0; i < 7; i++) {
                site.choose(site.action(site.secret(), 1, "accept-all"));
                site.choose(site.action(site.secret(), 1, "refuse-all"));
            }
            String secret = site.secret();
            site.choose(site.action(secret, 1, "accept-all"));
            Answer last = site.choose(site.custom(secret, 2, "{\"statistics\":\"denied\"}"));
            until(
                    Duration.ofSeconds(60),
                    () -> site.get(URI.create(last.text("receipt"))).status() == 200);
            subject = Subject.ofSecret(Site.SMARTSUPP, secret).value();
            event = last.text("eventId");
        }
    }

    private String console() {
        return platform.ledger() + "/console";
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 360", "DARK, 360"})
    void isReadableInEveryForm(ColorScheme scheme, int width) {
        try (BrowserContext officer = newVisitor(scheme)) {
            Page console = SignIn.open(officer, console(), "dpo-smartsupp");
            console.setViewportSize(width, 800);
            String form = "-" + scheme + "-" + width;
            assertAccessible(console, "the sites" + form);
            for (String[] named : new String[][] {
                {"site", "/sites/smartsupp"},
                {"language", "/sites/smartsupp?by=language"},
                {"month", "/sites/smartsupp?month=2020-01"},
                {"events", "/sites/smartsupp/events"},
                {"subject", "/sites/smartsupp/subjects/" + subject},
                {"nobody", "/sites/smartsupp/subjects/" + "A".repeat(43)},
            }) {
                console.navigate(console() + named[1]);
                console.screenshot(shot("ledger-" + named[0] + form).setFullPage(true));
                assertAccessible(console, named[0] + form);
                int wide = (int) console.evaluate("document.documentElement.scrollWidth");
                org.assertj.core.api.Assertions.assertThat(wide)
                        .as(named[0] + form)
                        .isLessThanOrEqualTo(width);
            }
        }
    }

    @Test
    void leadsFromTheNumbersToOnePersonByKeyboard() {
        Page console = SignIn.open(visitor, console(), "dpo-smartsupp");
        console.keyboard().press("Tab");
        assertThat(console.getByText("Skip to the content")).isFocused();
        console.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("smartsupp"))
                .focus();
        console.keyboard().press("Enter");
        assertThat(console.getByRole(AriaRole.IMG)).hasAccessibleName(Pattern.compile("table below"));

        console.getByLabel("Event id").fill(event);
        console.keyboard().press("Enter");
        assertThat(console.locator("main")).containsText("Chose by purpose");
        console.getByText("This subject").focus();
        console.keyboard().press("Enter");

        assertThat(console.locator("main")).containsText(subject);
        assertThat(console.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("statistics")))
                .containsText("denied");
        assertThat(console.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("marketing")))
                .containsText("granted");
        console.getByText("What had been shown").first().click();
        assertThat(console).hasURL(Pattern.compile("/v1/sites/smartsupp/versions/\\d+$"));
        assertThat(console.locator("body")).containsText("smartsupp");
    }

    @Test
    void showsAnEditorNoEvents() {
        try (BrowserContext editor = newVisitor(ColorScheme.LIGHT)) {
            Page console = SignIn.open(editor, console() + "/sites/smartsupp", "editor-smartsupp");
            assertThat(console.locator("h1")).containsText("smartsupp");
            assertThat(console.getByText("Find events")).hasCount(0);

            var refused = console.navigate(console() + "/sites/smartsupp/events");

            org.assertj.core.api.Assertions.assertThat(refused.status()).isEqualTo(404);
        }
    }
}
