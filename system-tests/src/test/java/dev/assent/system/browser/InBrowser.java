package dev.assent.system.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A fresh visitor of the demonstration's sites. */
@OnPlatform
abstract class InBrowser {

    private static Playwright playwright;
    private static Browser browser;

    PlatformUnderTest platform;
    BrowserContext visitor;
    Page page;

    @BeforeAll
    static void startBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
        playwright.close();
    }

    @BeforeEach
    void arrive(PlatformUnderTest platform) {
        this.platform = platform;
        visitor = newVisitor(ColorScheme.LIGHT);
        page = visitor.newPage();
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    static BrowserContext newVisitor(ColorScheme scheme) {
        return newVisitor(new Browser.NewContextOptions().setColorScheme(scheme));
    }

    static BrowserContext newVisitor(Browser.NewContextOptions options) {
        return browser.newContext(options.setReducedMotion(ReducedMotion.REDUCE));
    }

    /** The address of a page of the demonstration. */
    String demo(String path) {
        return platform.platform().demonstrationUrl() + path;
    }

    void open(String path) {
        page.navigate(demo(path));
    }

    Locator question() {
        return page.getByRole(AriaRole.DIALOG);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The control that stays after an answer. */
    Locator lastingControl() {
        return page.locator("assent-banner .reopen");
    }

    /** Everything that this browser keeps for the page's origin, as JSON. */
    String stored() {
        return (String)
                page.evaluate("async () => JSON.stringify({local: {...localStorage}, session: {...sessionStorage},"
                        + " cookies: document.cookie, databases: (await indexedDB.databases()).map(d => d.name),"
                        + " caches: await caches.keys()})");
    }

    /** Waits in this thread, the only one that may ask the browser. */
    static void until(Duration atMost, Callable<Boolean> condition) {
        await().pollInSameThread()
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }

    /** Everything that an accessibility check finds on the page, in words. */
    static void assertAccessible(Page page, String name) {
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations.stream().flatMap(rule -> rule.getNodes().stream()
                        .map(node -> rule.getId() + ": " + node.getHtml() + " " + node.getFailureSummary())))
                .as(name)
                .isEmpty();
    }

    static Page.ScreenshotOptions shot(String name) {
        return new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name + ".png"));
    }

    private static Path chromium() {
        return Stream.of(
                        System.getenv().getOrDefault("ASSENT_CHROMIUM", ""),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Install Chromium, or name it in ASSENT_CHROMIUM"));
    }
}
