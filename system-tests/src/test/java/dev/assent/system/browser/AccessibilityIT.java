package dev.assent.system.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Everything that people see is free of what an accessibility check can find, in light and in dark. */
class AccessibilityIT extends InBrowser {

    private static final List<String> DEMONSTRATION = List.of(
            "/",
            "/smartsupp/",
            "/smartwork/",
            "/smartwork/sq",
            "/smartwatt/sv",
            "/smartwatt/nb",
            "/onesmartech/",
            "/mail");

    private static final List<String> POLICIES = List.of(
            "smartsupp/documents/cookie-policy?lang=fr",
            "smartwork/documents/cookie-policy?lang=en",
            "smartwork/documents/cookie-policy?lang=sq",
            "smartwatt/documents/cookie-policy?lang=sv",
            "smartwatt/documents/cookie-policy?lang=nb",
            "onesmartech/documents/cookie-policy?lang=en");

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void ofTheBannerAndTheDemonstration(ColorScheme scheme) {
        try (BrowserContext reader = newVisitor(scheme)) {
            page = reader.newPage();
            for (String path : DEMONSTRATION) {
                open(path);
                assertAccessible(page, path);
            }
            open("/smartsupp/");
            assertThat(question()).isVisible();
            assertAccessible(page, "the question");
            button("Choisir").click();
            assertAccessible(page, "the purposes");
            button("Tout accepter").click();
            assertThat(page.locator("assent-banner [role=status] a")).isVisible();
            assertAccessible(page, "the lasting control");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void ofThePolicies(ColorScheme scheme) {
        try (BrowserContext reader = newVisitor(scheme)) {
            Page policy = reader.newPage();
            for (String path : POLICIES) {
                policy.navigate(platform.registry().resolve("/v1/sites/" + path).toString());
                String name = path.replaceAll("[/?=]+", "-") + "-" + scheme;
                policy.screenshot(shot(name).setFullPage(true));
                assertAccessible(policy, name);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void ofTheConsole(ColorScheme scheme) {
        try (BrowserContext officer = newVisitor(scheme)) {
            Page console = SignIn.open(officer, platform, "dpo-smartsupp");
            console.screenshot(shot("console-" + scheme).setFullPage(true));
            assertAccessible(console, "the list of requests");
        }
    }
}
