package dev.assent.system.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import dev.assent.deploy.parts.Mail;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A reader signs up for the newsletter, and confirms it on the page behind the mail's link, by keyboard alone. */
class NewsletterIT extends InBrowser {

    private static final Pattern LINK = Pattern.compile("http://\\S+/v1/confirmations/[A-Za-z0-9_-]+");

    @Test
    void aReaderSignsUpAndConfirms() {
        String address = "ana-" + UUID.randomUUID() + "@reader.test";
        open("/onesmartech/");
        page.locator("input[name=email]").fill(address);
        page.locator("input[name=email]").press("Enter");
        assertThat(page.locator("[data-newsletter] [role=status]")).containsText("We have sent a mail");

        Response answer = page.navigate(link(address));

        assertThat(answer.headers())
                .containsEntry("cache-control", "no-store")
                .containsEntry("x-robots-tag", "noindex")
                .containsEntry("referrer-policy", "no-referrer")
                .hasEntrySatisfying("content-security-policy", policy -> assertThat(policy)
                        .startsWith("default-src 'none'; style-src 'self'; form-action 'self'")
                        .doesNotContain("\n"));
        assertThat(page.locator("h1")).hasText("Is this your wish?");
        assertSound("confirmation-question");
        page.keyboard().press("Tab");
        assertThat(button("Yes, I confirm")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Confirmed");
        assertSound("confirmation-done");
        assertThat(page.locator("main a.button")).hasAttribute("href", Pattern.compile(".*/v1/receipts/1-\\d/.*"));
        page.navigate(platform.api() + "/v1/confirmations/AAAA");
        assertThat(page.locator("h1")).hasText("This link confirms nothing");
        assertSound("confirmation-unknown");
    }

    /** Accessible, and no wider than a phone, in light and in dark. */
    private void assertSound(String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : new int[] {360, 1280}) {
                page.setViewportSize(width, 800);
                page.screenshot(shot(name + '-' + scheme + '-' + width).setFullPage(true));
                assertAccessible(page, name + " in " + scheme);
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .as(name)
                        .isLessThanOrEqualTo(width);
            }
        }
    }

    private String link(String address) {
        Mail mail = await().atMost(Duration.ofSeconds(60))
                .until(() -> platform.platform().mail().inbox(address), mails -> !mails.isEmpty())
                .getFirst();
        return LINK.matcher(mail.text())
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }
}
