package dev.assent.banner;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A choice reaches the platform once, whatever happens on the way. */
class BannerDeliveryTest extends BrowserTest {

    @Test
    void triesAgainUnderTheSameKeyUntilItIsTaken() throws InterruptedException {
        platform.failsFor(1);
        openAndSeeQuestion();

        button("Tout accepter").click();

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Il sera transmis dès que possible");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Voir le reçu");
        FakePlatform.Posted refused = nextPosted();
        assertThat(nextPosted()).isEqualTo(refused);
        page.waitForFunction("!localStorage.assent.includes('pending')");
    }

    @Test
    void deliversAtTheNextVisitWhatCouldNotBeDelivered() throws InterruptedException {
        platform.failsForGood();
        openAndSeeQuestion();
        button("Tout refuser").click();
        FakePlatform.Posted refused = nextPosted();
        assertThat(answer()).contains(BannerChoiceTest.secretOf(refused));
        page.navigate("about:blank");
        platform.posted().clear();
        platform.failsFor(0);

        open();

        assertThat(nextPosted()).isEqualTo(refused);
        page.waitForFunction("!localStorage.assent.includes('pending')");
        assertThat(answer()).doesNotContain(BannerChoiceTest.secretOf(refused), "receipt");
    }

    @Test
    void deliversInTheOrderOfTheChoices() throws InterruptedException {
        platform.failsFor(1);
        openAndSeeQuestion();
        button("Tout accepter").click();
        nextPosted();

        button("Tout retirer").click();

        assertThat(nextPosted().body()).contains("accept-all");
        assertThat(nextPosted().body()).contains("withdraw-all", "\"sequence\":2");
        page.waitForFunction("!localStorage.assent.includes('pending')");
        assertThat(answer()).doesNotContain("\"id\"", "receipt");
    }

    @Test
    void leavesItsTimeOutWhereTheClockIsNotBelieved() throws InterruptedException {
        platform.refusesFor(1);
        openAndSeeQuestion();

        button("Tout accepter").click();

        FakePlatform.Posted refused = nextPosted();
        FakePlatform.Posted taken = nextPosted();
        assertThat(refused.body()).contains("occurredAt");
        assertThat(taken.body()).doesNotContain("occurredAt").contains(BannerChoiceTest.secretOf(refused));
        assertThat(taken.key()).isNotEqualTo(refused.key());
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Voir le reçu");
    }

    @Test
    void holdsNoGrantThatThePlatformRefused() {
        platform.refusesFor(2);
        openAndSeeQuestion();

        button("Tout accepter").click();

        page.waitForFunction("localStorage.assent === undefined");
        assertThat(lastingControl()).containsText("0/3");
        page.reload();
        assertThat(question()).isVisible();
    }

    @Test
    void leavesThePageAloneWhileThePlatformIsAway() {
        platform.isAway();

        open();

        page.waitForFunction("window.assent !== undefined");
        page.waitForFunction("performance.getEntriesByType('resource').some(r => r.name.includes('/banner?'))");
        assertThat(page.locator("h1")).isVisible();
        assertThat(page.locator("assent-banner")).hasCount(0);
        assertThat(ran()).isEmpty();
        assertThat(complaints).isEmpty();
    }

    @Test
    void keepsToAnEarlierChoiceWhileThePlatformIsAway() throws InterruptedException {
        openAndSeeQuestion();
        button("Tout accepter").click();
        nextPosted();
        platform.isAway();

        page.reload();

        page.waitForFunction("(window.ran || []).includes('statistics')");
    }
}
