package dev.assent.system.browser;

import com.microsoft.playwright.Route;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.Site;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The program in the receipt's page, against logs larger than a test fills: the real page of a real choice, whose log is
 * answered by one that was made up around it.
 */
class ReceiptOfABigLogIT extends InBrowser {

    private static final Pattern GOOD = Pattern.compile("good");
    private static final Pattern BAD = Pattern.compile("bad");
    private static final Pattern TILE = Pattern.compile(".*/tile/(\\d)/((?:x\\d{3}/)*\\d{3})(?:\\.p/(\\d+))?");

    private String receipt;
    private byte[] commitment;

    @BeforeEach
    void chooseSomething() {
        try (Site site = new Site(platform, Site.SMARTSUPP)) {
            Answer taken = site.choose(site.action(site.secret(), 1, "accept-all"));
            receipt = taken.text("receipt");
            Answer there = await().atMost(Duration.ofSeconds(20))
                    .until(() -> site.get(URI.create(receipt)), answer -> answer.status() == 200);
            commitment = Base64.getDecoder().decode(there.text("commitment"));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "255, 254", "256, 0", "257, 256", "700, 300", "65536, 511", "65793, 65792", "70000, 3"})
    void findsTheEntryThroughFullAndPartialTiles(int size, int index) {
        MadeUpLog log = log(size, index);
        answerWith(log, index, log.verifierKey());

        page.navigate(receipt);

        assertThat(page.locator(".verdict")).hasAttribute("data-state", GOOD);
    }

    @Test
    void findsTheKeyThatSignedAmongSeveral() {
        MadeUpLog log = log(300, 7);
        answerWith(log, 7, log.formerKey() + " 0 6\nnot a key\n" + log.verifierKey() + " 6");

        page.navigate(receipt);

        assertThat(page.locator(".verdict")).hasAttribute("data-state", GOOD);
        assertThat(page.locator("[data-fill=key]")).hasText(log.verifierKey());
    }

    @Test
    void believesNoKeyThatIsNotListed() {
        MadeUpLog log = log(300, 7);
        answerWith(log, 7, log.formerKey());

        page.navigate(receipt);

        assertThat(page.locator("[data-step=root]")).hasAttribute("data-state", GOOD);
        assertThat(page.locator("[data-step=signature]")).hasAttribute("data-state", BAD);
        assertThat(page.locator(".verdict")).hasAttribute("data-state", BAD);
    }

    @Test
    void takesNoOtherPlaceForTheEntrys() {
        MadeUpLog log = log(300, 7);
        answerWith(log, 8, log.verifierKey());

        page.navigate(receipt);

        assertThat(page.locator("[data-step=place]")).hasAttribute("data-state", BAD);
        assertThat(page.locator(".verdict")).hasAttribute("data-state", BAD);
    }

    private MadeUpLog log(int size, int index) {
        return new MadeUpLog(
                "made-up.test/assent/" + URI.create(receipt).getPath().split("/")[3], size, index, commitment);
    }

    private void answerWith(MadeUpLog log, int index, String keys) {
        page.route(receipt, route -> {
            String html = route.fetch().text();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(route.fetch())
                    .setBody(html.replaceFirst("data-index=\"\\d+\"", "data-index=\"" + index + "\"")
                            .replaceFirst("data-keys=\"[^\"]*\"", "data-keys=\"" + keys + "\"")));
        });
        page.route(
                "**/checkpoint",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/plain; charset=utf-8")
                        .setBody(log.checkpoint())));
        page.route("**/tile/**", route -> {
            Matcher tile = TILE.matcher(route.request().url());
            assertThat(tile.matches()).as(route.request().url()).isTrue();
            byte[] hashes = log.tile(
                    Integer.parseInt(tile.group(1)),
                    Integer.parseInt(tile.group(2).replace("x", "").replace("/", "")),
                    tile.group(3) == null ? 256 : Integer.parseInt(tile.group(3)));
            route.fulfill(
                    hashes == null
                            ? new Route.FulfillOptions().setStatus(404)
                            : new Route.FulfillOptions().setBodyBytes(hashes));
        });
    }
}
