package dev.assent.system.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.Client;
import dev.assent.verify.receipt.ReceiptCheck;
import dev.assent.verify.report.LogResult;
import dev.assent.verify.report.Outcome;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A visitor's click in a browser is in the ledger, and a program that the ledger does not use can prove it. */
class BannerIT extends InBrowser {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String REFUSE = "Tout refuser";
    private static final String ACCEPT = "Tout accepter";
    private static final String NOTHING =
            "{\"local\":{},\"session\":{},\"cookies\":\"\",\"databases\":[],\"caches\":[]}";

    @Test
    void asksInFrenchAndRunsAndStoresNothingBeforeAChoice() {
        openAndSeeQuestion();

        assertThat(question()).containsText("Smartsupp.com, s.r.o.");
        assertThat(button(REFUSE)).isVisible();
        assertThat(button(ACCEPT)).isVisible();
        assertThat(ran()).isEmpty();
        assertThat(stored()).isEqualTo(NOTHING);
    }

    @Test
    void givesAReceiptThatVerifiesForARefusalAndKeepsNoLastingIdentifier() throws Exception {
        openAndSeeQuestion();

        button(REFUSE).click();

        JsonNode first = verifiedEvent();
        assertThat(first.path("action").asText()).isEqualTo("refuse-all");
        assertThat(first.path("purposes").path("statistics").asText()).isEqualTo("denied");
        assertThat(first.path("purposes").path("necessary").asText()).isEqualTo("exempt");
        assertThat(ran()).isEmpty();
        String kept = stored();
        assertThat(MAPPER.readTree(kept).path("local").properties()).hasSize(1);
        JsonNode slot = MAPPER.readTree(
                        MAPPER.readTree(kept).path("local").path("assent").asText())
                .path("smartsupp");
        assertThat(slot.properties()).extracting(java.util.Map.Entry::getKey).containsExactly("answer");
        assertThat(slot.path("answer").properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactlyInAnyOrder("noticeVersion", "noticeHash", "purposes", "at", "until");
        assertThat(slot.path("answer").path("at").asText()).hasSize("2026-11-22".length());
        assertThat(kept).contains("\"session\":{},\"cookies\":\"\",\"databases\":[],\"caches\":[]");
        assertThat(visitor.cookies()).isEmpty();

        page.reload();
        assertThat(lastingControl()).containsText("0/3");
        lastingControl().click();
        button(REFUSE).click();
        assertThat(verifiedEvent().path("subject").asText())
                .isNotEqualTo(first.path("subject").asText());
    }

    @Test
    void givesAReceiptThatVerifiesForAnAcceptance() throws Exception {
        openAndSeeQuestion();

        button(ACCEPT).click();

        JsonNode event = verifiedEvent();
        assertThat(event.path("action").asText()).isEqualTo("accept-all");
        assertThat(event.path("language").asText()).isEqualTo("fr");
        assertThat(event.path("purposes").path("marketing").asText()).isEqualTo("granted");
        until(SOON, () -> ran().split(" ").length == 3);
    }

    @Test
    void givesAReceiptThatVerifiesForAChoiceByPurpose() throws Exception {
        openAndSeeQuestion();
        button("Choisir").click();
        Locator switches = page.getByRole(AriaRole.SWITCH);
        assertThat(switches).hasCount(3);
        assertThat(page.locator("assent-banner input:checked")).hasCount(0);

        page.getByLabel("Statistiques").check();
        button("Enregistrer mes choix").click();

        JsonNode event = verifiedEvent();
        assertThat(event.path("action").asText()).isEqualTo("custom");
        assertThat(event.path("purposes").path("statistics").asText()).isEqualTo("granted");
        assertThat(event.path("purposes").path("marketing").asText()).isEqualTo("denied");
        until(SOON, () -> ran().equals("statistics"));
    }

    @Test
    void reopensWithThePresentStateAndWithdrawsInOneClick() throws Exception {
        openAndSeeQuestion();
        button(ACCEPT).click();
        JsonNode granted = verifiedEvent();
        page.locator("main").getByText("Gérer les cookies").click();
        assertThat(page.locator("assent-banner input:checked")).hasCount(3);
        button("Fermer").first().click();

        button("Tout retirer").click();

        JsonNode withdrawn = verifiedEvent(granted.path("eventId").asText());
        assertThat(withdrawn.path("action").asText()).isEqualTo("withdraw-all");
        assertThat(withdrawn.path("subject")).isEqualTo(granted.path("subject"));
        assertThat(withdrawn.path("sequence").asInt()).isEqualTo(2);
        until(SOON, () -> !stored().contains("pending"));
        assertThat(stored()).doesNotContain("\\\"id\\\"", "receipt");
    }

    @Test
    void grantsNothingOnEscapeOrAClickBeside() {
        openAndSeeQuestion();

        page.locator("h1").click();
        button("Choisir").press("Escape");

        assertThat(question()).hasCount(0);
        assertThat(lastingControl()).containsText("0/3");
        assertThat(ran()).isEmpty();
        assertThat(stored()).isEqualTo(NOTHING);
    }

    @Test
    void canBeAnsweredByKeyboardAlone() throws Exception {
        openAndSeeQuestion();

        for (int i = 0; i < 20 && !focused().equals(REFUSE); i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");

        assertThat(verifiedEvent().path("action").asText()).isEqualTo("refuse-all");
    }

    @Test
    void looksRightFromPhoneToDesktopInLightAndDark() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (var other = newVisitor(scheme)) {
                page = other.newPage();
                for (int width : new int[] {390, 1280}) {
                    page.setViewportSize(width, 800);
                    openAndSeeQuestion();
                    page.screenshot(shot("banner-%s-%d".formatted(scheme, width)));
                    button("Choisir").click();
                    page.screenshot(shot("purposes-%s-%d".formatted(scheme, width)));
                    assertThat(page.evaluate("document.documentElement.scrollWidth"))
                            .isEqualTo(width);
                }
            }
        }
    }

    private void openAndSeeQuestion() {
        open("/smartsupp/");
        assertThat(question()).isVisible();
    }

    private String ran() {
        return (String) page.evaluate("(window.tagsThatRan || []).join(' ')");
    }

    private String focused() {
        return (String) page.evaluate(
                "document.querySelector('assent-banner').shadowRoot.activeElement?.textContent ?? 'elsewhere'");
    }

    private JsonNode verifiedEvent() throws Exception {
        return verifiedEvent("no event");
    }

    /** Follows the receipt that the banner offers, checks it with the verifier, and returns the event in it. */
    private JsonNode verifiedEvent(String notThisOne) throws Exception {
        Locator link = page.locator("assent-banner [role=status] a");
        assertThat(link)
                .hasAttribute("href", java.util.regex.Pattern.compile(".*/receipts/(?!.*" + notThisOne + ").*"));
        assertThat(link).hasText("Reçu de votre choix");
        URI address = URI.create(link.getAttribute("href"));
        try (Client client = new Client()) {
            Answer receipt = await().atMost(SOON).until(() -> client.get(address), answer -> answer.status() == 200);
            LogResult result = ReceiptCheck.check(receipt.body(), platform.pinnedKeys());
            assertThat(result.outcome()).as(result.findings().toString()).isEqualTo(Outcome.WHOLE);
            return MAPPER.readTree(Base64.getDecoder().decode(receipt.text("event")));
        }
    }
}
