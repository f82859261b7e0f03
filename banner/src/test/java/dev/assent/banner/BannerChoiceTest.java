package dev.assent.banner;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What a choice does in the browser and on the wire. */
class BannerChoiceTest extends BrowserTest {

    private static final String NOTHING =
            "{\"local\":{},\"session\":{},\"cookies\":\"\",\"databases\":[],\"caches\":[]}";

    @Test
    void storesAndRunsNothingBeforeAChoice() {
        openAndSeeQuestion();

        assertThat(stored()).isEqualTo(NOTHING);
        assertThat(ran()).isEqualTo("necessary");
        assertThat(platform.requests()).noneMatch(path -> path.contains("statistics") || path.contains("frame"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void keepsOnlyTheAnswerAfterARefusal() throws InterruptedException {
        openAndSeeQuestion();

        button("Tout refuser").click();

        assertThat(page.getByRole(AriaRole.LINK).filter(named("Voir le reçu"))).isVisible();
        FakePlatform.Posted posted = nextPosted();
        assertThat(posted.body())
                .contains(
                        "\"action\":\"refuse-all\"", "\"surface\":\"banner\"", "\"sequence\":1", "\"noticeVersion\":1")
                .containsPattern("\"subjectSecret\":\"[0-9a-f]{32}\"")
                .containsPattern("\"bannerVersion\":\"\\d[0-9A-Za-z.-]*\\+[0-9a-f]{8}\"");
        assertThat(answer())
                .contains("\"statistics\":\"denied\"")
                .doesNotContain("\"id\"", "receipt", "RECEIPT-KEY", "pending", secretOf(posted))
                .doesNotContainPattern("T\\d\\d:\\d\\d");
        assertThat(ran()).isEqualTo("necessary");
    }

    @Test
    void runsTheTagsAndKeepsALastingSecretAfterAGrant() throws InterruptedException {
        openAndSeeQuestion();

        button("Tout accepter").click();

        assertThat(page.getByRole(AriaRole.LINK).filter(named("Voir le reçu"))).isVisible();
        FakePlatform.Posted posted = nextPosted();
        assertThat(posted.body()).contains("\"action\":\"accept-all\"");
        assertThat(answer()).contains("\"id\":\"" + secretOf(posted) + "\"", "RECEIPT-KEY");
        page.waitForFunction("(window.ran || []).length === 3");
        assertThat(page.locator("iframe")).hasAttribute("src", "/frame.html");

        page.reload();

        page.waitForFunction("(window.ran || []).length === 3");
        assertThat(lastingControl()).containsText("3/3");
        assertThat(question()).hasCount(0);
    }

    @Test
    void grantsOnlyWhatWasSwitchedOn() throws InterruptedException {
        openAndSeeQuestion();
        button("Choisir finalité par finalité").click();
        assertThat(page.getByRole(AriaRole.SWITCH)).hasCount(3);
        assertThat(page.locator("input:checked")).hasCount(0);

        page.getByRole(AriaRole.SWITCH).nth(1).check();
        button("Enregistrer ces choix").click();

        assertThat(nextPosted().body())
                .contains(
                        "\"choices\":{\"preferences\":\"denied\",\"statistics\":\"granted\",\"marketing\":\"denied\"}");
        page.waitForFunction("(window.ran || []).length === 2");
        assertThat(ran()).contains("statistics").doesNotContain("marketing");
    }

    @Test
    void withdrawsInOneClickUnderTheSameSecretAndThenForgetsIt() throws InterruptedException {
        openAndSeeQuestion();
        button("Tout accepter").click();
        FakePlatform.Posted granted = nextPosted();
        assertThat(lastingControl()).containsText("3/3");

        button("Tout retirer").click();

        FakePlatform.Posted withdrawn = nextPosted();
        assertThat(withdrawn.body())
                .contains("\"action\":\"withdraw-all\"", "\"sequence\":2", "\"surface\":\"preferences\"");
        assertThat(secretOf(withdrawn)).isEqualTo(secretOf(granted));
        assertThat(lastingControl()).containsText("0/3");
        assertThat(page.locator("iframe")).not().hasAttribute("src", Pattern.compile(".*"));
        delivered();
        assertThat(answer()).doesNotContain(secretOf(granted), "receipt");
    }

    @Test
    void takesAFreshSecretForEveryRefusal() throws InterruptedException {
        openAndSeeQuestion();
        button("Tout refuser").click();
        FakePlatform.Posted first = nextPosted();

        lastingControl().click();
        button("Tout refuser").click();

        assertThat(secretOf(nextPosted())).isNotEqualTo(secretOf(first));
    }

    @Test
    void asksForNewPurposesOnly() throws InterruptedException {
        openAndSeeQuestion();
        button("Tout accepter").click();
        nextPosted();
        delivered();
        platform.noticeBecomes(notice ->
                notice.replace("\"noticeVersion\": 1", "\"noticeVersion\": 2").replace("{\"id\": \"marketing\"", """
                        {"id": "research", "exempt": false, "name": "Recherche", "description": "Étudier."},
                        {"id": "marketing\""""));

        openAndSeeQuestion();
        assertThat(question().getByRole(AriaRole.LISTITEM).first()).containsText("Recherche");
        page.waitForFunction("(window.ran || []).length === 3");
        button("Tout refuser").click();

        assertThat(nextPosted().body())
                .contains(
                        "\"research\":\"denied\"",
                        "\"marketing\":\"granted\"",
                        "\"noticeVersion\":2",
                        "\"sequence\":2");
    }

    @Test
    void asksAgainWhenTheAnswerHasEnded() {
        openAndSeeQuestion();
        button("Tout accepter").click();
        assertThat(lastingControl()).containsText("3/3");
        page.evaluate(
                "localStorage.assent = localStorage.assent.replace(/\"until\":\"[^\"]+\"/, '\"until\":\"2020-01-01\"')");

        openAndSeeQuestion();

        assertThat(ran()).isEqualTo("necessary");
        assertThat(page.evaluate("assent.state().purposes.statistics")).isEqualTo("never-asked");
    }

    @Test
    void showsAndStoresNothingWhereNothingNeedsConsent() {
        platform.noticeBecomes(notice -> notice.replace("\"bannerNeeded\": true", "\"bannerNeeded\": false"));

        open();

        page.waitForFunction("(window.ran || []).length === 1");
        assertThat(page.locator("assent-banner")).hasCount(0);
        assertThat(stored()).isEqualTo(NOTHING);
    }

    @Test
    void tellsThePageOfEveryChange() {
        openAndSeeQuestion();
        page.evaluate("document.addEventListener('assent:change', e => { window.heard = e.detail.purposes; })");

        button("Tout accepter").click();

        assertThat(page.evaluate("heard.statistics")).isEqualTo("granted");
        assertThat(page.evaluate("heard.necessary")).isEqualTo("exempt");
    }

    /** The banner has read the answer: it would send the choice once more after a reload before. */
    private void delivered() {
        page.waitForFunction("!localStorage.assent.includes('pending')");
    }

    static String secretOf(FakePlatform.Posted posted) {
        Matcher secret = Pattern.compile("\"subjectSecret\":\"([^\"]+)\"").matcher(posted.body());
        assertThat(secret.find()).isTrue();
        return secret.group(1);
    }

    private static com.microsoft.playwright.Locator.FilterOptions named(String text) {
        return new com.microsoft.playwright.Locator.FilterOptions().setHasText(text);
    }
}
