package dev.assent.system.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.assent.system.platform.PlatformUnderTest;

/** Signs one of the local realm's people in, as people do: with a name and a password in the browser. */
final class SignIn {

    private static final double KEYCLOAK_IS_SLOW_AT_FIRST = 60_000;

    private SignIn() {}

    /** The requests console of a person, open. */
    static Page open(BrowserContext browser, PlatformUnderTest platform, String person) {
        return open(browser, platform.notifier() + "/console", person);
    }

    static Page open(BrowserContext browser, String console, String person) {
        Page page = browser.newPage();
        page.setDefaultNavigationTimeout(KEYCLOAK_IS_SLOW_AT_FIRST);
        page.navigate(console);
        page.locator("input[name=username]").fill(person);
        page.locator("input[name=password]").fill(person);
        page.locator("input[name=password]").press("Enter");
        page.waitForURL(
                url -> url.startsWith(console), new Page.WaitForURLOptions().setTimeout(KEYCLOAK_IS_SLOW_AT_FIRST));
        return page;
    }
}
