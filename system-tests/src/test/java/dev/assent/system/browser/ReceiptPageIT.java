package dev.assent.system.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.Site;
import dev.assent.verify.receipt.ReceiptCheck;
import dev.assent.verify.report.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The receipt's page proves a choice in Chromium, and says so when anything on the way was altered. */
class ReceiptPageIT extends InBrowser {

    private static final Pattern GOOD = Pattern.compile("good");
    private static final Pattern BAD = Pattern.compile("bad");
    private static final Pattern EVENT = Pattern.compile("data-event=\"([^\"]+)\"");
    private static final List<String> STEPS = List.of("page", "commitment", "place", "root", "signature");

    private String receipt;

    @BeforeEach
    void chooseSomething() throws Exception {
        try (Site site = new Site(platform, Site.SMARTSUPP)) {
            List<String> purposes = site.optionalPurposes();
            String answers = "{\"%s\":\"granted\",\"%s\":\"denied\"}".formatted(purposes.get(0), purposes.get(1));
            Answer taken = site.choose(site.custom(site.secret(), 1, answers));
            receipt = taken.text("receipt");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> site.get(URI.create(receipt)).status() == 200);
        }
    }

    @Test
    void provesTheChoiceFromTilesAndTheCheckpointAlone() {
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> asked.add(URI.create(request.url()).getPath()));

        page.navigate(receipt);

        assertThat(verdict()).hasAttribute("data-state", GOOD);
        for (String step : STEPS) {
            assertThat(step(step)).hasAttribute("data-state", GOOD);
        }
        assertThat(asked.stream().filter(path -> path.startsWith("/v1/")).skip(1))
                .isNotEmpty()
                .allMatch(path -> path.matches("/v1/logs/1-\\d/(checkpoint|tile/[0-9]/.*)"));
        assertThat(asked.stream().filter(path -> !path.startsWith("/v1/")))
                .isSubsetOf("/assent-console.css", "/receipt.css", "/receipt.js");
    }

    @Test
    void saysThatTheProofFailsWhenATileIsAltered() {
        page.route("**/tile/**", route -> {
            byte[] tile = route.fetch().body();
            tile[tile.length - 1] ^= 1;
            route.fulfill(new Route.FulfillOptions().setResponse(route.fetch()).setBodyBytes(tile));
        });

        page.navigate(receipt);

        assertThat(verdict()).hasAttribute("data-state", BAD);
        assertThat(verdict()).containsText("The proof fails.");
        assertThat(step("signature")).hasAttribute("data-state", GOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"origin", "size", "root", "signature"})
    void saysThatTheProofFailsWhenTheCheckpointIsAltered(String part) {
        page.route("**/checkpoint", route -> {
            String note = route.fetch().text();
            route.fulfill(new Route.FulfillOptions().setResponse(route.fetch()).setBody(altered(note, part)));
        });

        page.navigate(receipt);

        assertThat(verdict()).hasAttribute("data-state", BAD);
    }

    @Test
    void saysThatTheProofFailsWhenTheEventIsAltered() {
        page.route(receipt, route -> {
            String html = route.fetch().text();
            Matcher event = EVENT.matcher(html);
            assertThat(event.find()).isTrue();
            String value = new String(Base64.getDecoder().decode(event.group(1)), StandardCharsets.UTF_8);
            String other = value.replace("\"denied\"", "\"granted\"");
            assertThat(other).isNotEqualTo(value);
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(route.fetch())
                    .setBody(html.replace(
                                    event.group(1),
                                    Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8)))
                            .replace("data-answer=\"denied\"", "data-answer=\"granted\"")));
        });

        page.navigate(receipt);

        assertThat(verdict()).hasAttribute("data-state", BAD);
        assertThat(step("page")).hasAttribute("data-state", GOOD);
        assertThat(step("commitment")).hasAttribute("data-state", BAD);
        assertThat(step("place")).hasAttribute("data-state", BAD);
    }

    @Test
    void saysThatItShowsSomethingElseThanTheRecord() {
        page.route(
                receipt,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setResponse(route.fetch())
                        .setBody(route.fetch()
                                .text()
                                .replaceFirst("data-answer=\"denied\"", "data-answer=\"granted\""))));

        page.navigate(receipt);

        assertThat(verdict()).hasAttribute("data-state", BAD);
        assertThat(step("page")).hasAttribute("data-state", BAD);
        assertThat(step("root")).hasAttribute("data-state", GOOD);
    }

    @Test
    void aLogThatDoesNotAnswerProvesAndDisprovesNothing() {
        page.route("**/tile/**", Route::abort);

        page.navigate(receipt);

        assertThat(verdict()).hasAttribute("data-state", Pattern.compile("unable"));
    }

    @Test
    void comparesTheKeyWithOneThatWasNotedBefore() {
        String log = URI.create(receipt).getPath().split("/")[3];
        String pinned = platform.verifier().pins().stream()
                .filter(pin -> pin.contains("/" + log + "+"))
                .findFirst()
                .orElseThrow();
        page.navigate(receipt + "?lang=en");
        assertThat(verdict()).hasAttribute("data-state", GOOD);

        page.getByLabel("A key that you noted earlier").fill(pinned);
        button("Compare").press("Enter");

        assertThat(page.locator("output")).hasText("It is the key that you noted.");
        page.getByLabel("A key that you noted earlier").fill(pinned.replace(log + "+", log + "x+"));
        page.keyboard().press("Enter");
        assertThat(page.locator("output")).containsText("It is another key");
    }

    @Test
    void theBannersLinkOpensIt() {
        open("/smartsupp/");
        button("Tout refuser").click();
        Locator link = page.locator("assent-banner [role=status] a");
        assertThat(link).hasAttribute("href", Pattern.compile(".*/v1/receipts/.*"));
        page.navigate(link.getAttribute("href"));

        // It may come a moment before its entry: the page then looks again by itself.
        assertThat(page.locator("h1")).hasText("You refused everything");
        assertThat(verdict()).hasAttribute("data-state", GOOD);
    }

    @Test
    void savesTheReceiptFileThatTheVerifierTakes() throws Exception {
        page.navigate(receipt + "?lang=en");

        Locator save = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Save the receipt file"));
        byte[] saved = page.waitForDownload(save::click).createReadStream().readAllBytes();

        String receiptFile = new String(saved, StandardCharsets.UTF_8);
        assertThat(ReceiptCheck.check(receiptFile, platform.pinnedKeys()).outcome())
                .isEqualTo(Outcome.WHOLE);
    }

    @Test
    void isReadableWithoutAProgram() {
        try (BrowserContext plain = newVisitor(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page read = plain.newPage();

            read.navigate(receipt + "?lang=en");

            assertThat(read.locator("h1")).hasText("You chose purpose by purpose");
            assertThat(read.locator("noscript").textContent()).contains("Without JavaScript");
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 390", "LIGHT, 1280", "DARK, 390", "DARK, 1280"})
    void looksTheSameToEveryone(ColorScheme scheme, int width) {
        try (BrowserContext reader = newVisitor(scheme)) {
            Page read = reader.newPage();
            read.setViewportSize(width, 900);
            read.navigate(receipt);
            assertThat(read.locator(".verdict")).hasAttribute("data-state", GOOD);

            assertAccessible(read, "the receipt, " + scheme + ", " + width);

            assertThat((Boolean) read.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isTrue();
            read.screenshot(shot("receipt-" + scheme + "-" + width).setFullPage(true));
            read.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(read.locator(".files")).isHidden();
            assertThat(read.locator("form")).isHidden();
            read.screenshot(shot("receipt-print-" + scheme + "-" + width).setFullPage(true));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de", "it", "sv", "nb", "cs", "sq"})
    void isThereInEachLanguage(String language) {
        page.navigate(receipt + "?lang=" + language);

        assertThat(verdict()).hasAttribute("data-state", GOOD);
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertAccessible(page, language);
    }

    private Locator verdict() {
        return page.locator(".verdict");
    }

    private Locator step(String name) {
        return page.locator("[data-step=" + name + "]");
    }

    private static String altered(String note, String part) {
        String[] lines = note.split("\n", -1);
        return switch (part) {
            case "origin" -> note.replace(lines[0], lines[0] + "0");
            case "size" -> note.replace("\n" + lines[1] + "\n", "\n9" + lines[1] + "\n");
            case "root" -> note.replace(lines[2], flipped(lines[2], 5));
            case "signature" -> note.replace(lines[4], flipped(lines[4], lines[4].length() - 20));
            default -> throw new IllegalArgumentException(part);
        };
    }

    private static String flipped(String text, int at) {
        return text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1);
    }
}
