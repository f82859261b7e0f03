package dev.assent.banner;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** A fresh visitor in a true browser, and a platform that does as the test says. */
abstract class BrowserTest {

    private static Playwright playwright;
    private static Browser browser;

    FakePlatform platform;
    BrowserContext visitor;
    Page page;
    /** What the page complained of: errors and refusals by its Content-Security-Policy. */
    List<String> complaints = new ArrayList<>();

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
    void visit() throws IOException {
        platform = new FakePlatform();
        visitor = browser.newContext(options());
        page = visitor.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of")) {
                complaints.add(message.text());
            }
        });
    }

    @AfterEach
    void leave() {
        visitor.close();
        platform.close();
    }

    /** How this visitor's browser is set. */
    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator question() {
        return page.getByRole(AriaRole.DIALOG);
    }

    Locator lastingControl() {
        return page.locator("assent-banner .reopen");
    }

    void open() {
        page.navigate(platform.page());
    }

    void openAndSeeQuestion() {
        open();
        assertThat(question()).isVisible();
    }

    /** All that this browser keeps for the page's origin. */
    String stored() {
        return (String)
                page.evaluate("async () => JSON.stringify({local: {...localStorage}, session: {...sessionStorage},"
                        + " cookies: document.cookie, databases: (await indexedDB.databases()).map(d => d.name),"
                        + " caches: await caches.keys()})");
    }

    /** The one entry of localStorage, or null. */
    String answer() {
        return (String) page.evaluate("localStorage.getItem('assent')");
    }

    /** The tags that ran, in order. */
    String ran() {
        return String.valueOf(page.evaluate("(window.ran || []).join(' ')"));
    }

    FakePlatform.Posted nextPosted() throws InterruptedException {
        FakePlatform.Posted posted = platform.posted().poll(15, TimeUnit.SECONDS);
        if (posted == null) {
            throw new AssertionError("No choice arrived");
        }
        return posted;
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
