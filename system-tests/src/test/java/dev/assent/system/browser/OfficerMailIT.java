package dev.assent.system.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A visitor writes to the officer, who sees it after signing in; the visitor gets an acknowledgement. */
class OfficerMailIT extends InBrowser {

    private static final double ACKNOWLEDGED_WITHIN = 20_000;
    private static final String WRITER = "zoe.lefevre@visiteuse.test";

    @Test
    void reachesTheOfficersConsoleAndIsAcknowledgedInFrench() {
        Page console = SignIn.open(visitor, platform, "dpo-smartsupp");
        open("/mail?to=dpo@smartsupp.test");
        page.locator("[name=from]").fill(WRITER);
        page.locator("[name=subject]").fill("Accès à mes données : été 2026");
        page.locator("[name=attachment]")
                .setInputFiles(
                        new FilePayload("pièce.txt", "text/plain", "Le contenu".getBytes(StandardCharsets.UTF_8)));

        page.getByText("Send", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByText("Sent. The officer")).isVisible();

        until(Duration.ofSeconds(5), () -> {
            console.reload();
            return console.getByText("Accès à mes données : été 2026").count() == 1;
        });
        console.screenshot(shot("console-list"));
        console.getByText("Accès à mes données : été 2026").click();
        assertThat(console.locator("main")).containsText("pièce.txt");
        console.screenshot(shot("console-one"));

        assertThat(page.locator("#messages article").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(ACKNOWLEDGED_WITHIN));
        assertThat(page.locator("#messages article")).hasCount(1);
        assertThat(page.locator("#messages")).containsText("Bonjour");
        page.screenshot(shot("mail"));
    }

    @Test
    void isNotSeenByAnotherSitesOfficer() {
        Page own = SignIn.open(visitor, platform, "dpo-smartsupp");
        open("/mail?to=dpo@smartsupp.test");
        page.locator("[name=subject]").fill("Seulement pour Smartsupp");
        page.getByText("Send", new Page.GetByTextOptions().setExact(true)).click();
        until(Duration.ofSeconds(10), () -> {
            own.reload();
            return own.getByText("Seulement pour Smartsupp").count() == 1;
        });
        String address = own.getByText("Seulement pour Smartsupp").getAttribute("href");

        try (var stranger = newVisitor(com.microsoft.playwright.options.ColorScheme.LIGHT)) {
            Page other = SignIn.open(stranger, platform, "dpo-smartwatt");
            assertThat(other.getByText("Seulement pour Smartsupp")).hasCount(0);
            var refused = other.navigate(platform.notifier().resolve(address).toString());
            var unknown = other.navigate(platform.notifier()
                    .resolve(address.replaceAll("[^/]+$", "00000000-0000-7000-8000-000000000000"))
                    .toString());

            assertThat(refused.status()).isEqualTo(404);
            assertThat(unknown.status()).isEqualTo(404);
        }
    }
}
