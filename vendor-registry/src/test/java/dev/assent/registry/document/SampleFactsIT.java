package dev.assent.registry.document;

import dev.assent.registry.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** Each fact that an organisation states about itself is in its site's data, and its document says it. */
@QuarkusTest
@TestProfile(RealParts.class)
class SampleFactsIT {

    @ParameterizedTest(name = "{0} ({1}): {2}")
    @CsvSource(delimiter = '|', textBlock = """
            smartsupp   | fr | legal name            | Smartsupp.com, s.r.o.
            smartsupp   | fr | VAT number            | CZ03668681
            smartsupp   | fr | website               | www.smartsupp.com
            smartsupp   | fr | contact               | dpo@smartsupp.com
            smartsupp   | fr | necessary             | Nécessaires
            smartsupp   | fr | human check           | Distinguer une personne d’un robot
            smartsupp   | fr | showing page and bar  | bien présenter les pages, afficher la barre
            smartsupp   | fr | preferences           | Retenir vos réglages
            smartsupp   | fr | preferred language    | dans celle que vous aviez préférée
            smartsupp   | fr | statistics            | Compter les visiteurs
            smartsupp   | fr | marketing             | sur d’autres sites et sur les réseaux sociaux
            smartsupp   | fr | message on Facebook   | message promotionnel sur Facebook
            smartsupp   | fr | YouTube video         | vidéo YouTube
            smartsupp   | fr | change at any time    | se changent à tout moment
            smartsupp   | fr | Chrome                | Google Chrome
            smartsupp   | fr | Firefox               | Mozilla Firefox
            smartsupp   | fr | Safari                | Safari
            smartsupp   | fr | Internet Explorer     | Internet Explorer
            smartsupp   | fr | providers in summary  | notre politique de confidentialité les présente en résumé
            smartsupp   | fr | Google named          | "name":"Google"
            smartsupp   | fr | Facebook named        | "name":"Facebook"
            smartsupp   | fr | chat help             | réservée aux formules payantes
            smartwork   | en | legal name            | Smartwork sh.p.k.
            smartwork   | en | cart                  | products that you put into the cart
            smartwork   | en | payment               | payment through
            smartwork   | en | restricted area       | restricted area
            smartwork   | en | signed in             | without entering user name and password again
            smartwork   | en | failed log-ins        | failed log-ins
            smartwork   | en | fraud                 | fraud
            smartwork   | en | interface preferences | language, currency, page format and region
            smartwork   | en | usability             | easier to use
            smartwork   | en | connection            | connection between your browser and the site
            smartwork   | en | third-party analytics | statistics in total numbers, made by third parties
            smartwork   | en | no profiling          | does not profile visitors
            smartwork   | en | browser may restrict  | restrict or switch off cookies
            smartwork   | sq | no profiling          | nuk krijon profile
            smartwatt   | sv | name                  | SMARTWATT
            smartwatt   | sv | organisation number   | 925 501 522
            smartwatt   | sv | Norwegian site        | www.smartwatt.no
            smartwatt   | sv | Swedish site          | www.smartwatt.se
            smartwatt   | sv | managing director     | Verkställande direktören svarar på bolagets vägnar
            smartwatt   | sv | contact form          | kontaktformuläret
            smartwatt   | sv | Norwegian law         | norsk dataskyddslagstiftning
            smartwatt   | sv | Swedish law           | svensk dataskyddslagstiftning
            smartwatt   | sv | Datatilsynet          | Datatilsynet
            smartwatt   | sv | IMY                   | Integritetsskyddsmyndigheten
            smartwatt   | sv | Google Analytics      | Google Analytics
            smartwatt   | sv | Google's servers      | Googles servrar
            smartwatt   | sv | 24 months             | 24 månader
            smartwatt   | sv | rolling               | räknas om vid varje besök
            smartwatt   | sv | what is recorded      | IP-adress, datum och tid, besökta sidor
            smartwatt   | sv | targeted offers       | Riktade erbjudanden
            smartwatt   | sv | name and e-mail       | Namn och e-post
            smartwatt   | sv | customer and answer   | för kundrelationen
            smartwatt   | sv | customer system       | CRM
            smartwatt   | sv | invoicing             | Faktureringssystem
            smartwatt   | sv | temporary access      | bara tillfälligt, för underhåll
            smartwatt   | sv | agreements            | personuppgiftsbiträdesavtal
            smartwatt   | sv | nothing sold          | säljer inga personuppgifter
            smartwatt   | sv | keys                  | Ctrl + Shift + Del
            smartwatt   | sv | articles and services | artiklar
            smartwatt   | nb | managing director     | Administrerende direktør
            smartwatt   | nb | nothing sold          | selger ingen personopplysninger
            smartwatt   | nb | 24 months             | 24 måneder
            onesmartech | en | name                  | One Smart Technology
            onesmartech | en | website               | www.onesmartech.com
            onesmartech | en | e-mail                | support@onesmartech.com
            onesmartech | en | telephone             | +64 9 280 3716
            onesmartech | en | newsletter            | whether you are registered
            onesmartech | en | notices for some      | only the messages meant for you
            onesmartech | en | forms                 | contact or comment form
            onesmartech | en | site preferences      | Site preferences
            onesmartech | en | feature tests         | consistent from page to page
            onesmartech | en | liked best            | which change visitors like best
            onesmartech | en | social media buttons  | Social media buttons
            onesmartech | en | their own purposes    | use the data for its own purposes
            """)
    void aStatedFactIsInTheDocument(String site, String language, String fact, String words) {
        // When
        String json = document(site, language, "json");
        String html = document(site, language, "html");

        // Then
        assertThat(json).contains(words);
        if (!words.startsWith("\"")) {
            assertThat(html).contains(words.replace("\"", "&quot;"));
        }
    }

    @ParameterizedTest(name = "{0} ({1}) of {2}")
    @CsvSource({"smartsupp, fr, 2023-03-26, 26 mars 2023", "onesmartech, en, 2019-07-21, 21 July 2019"})
    void theDayOfTheOrganisationsOwnTextIsInDataAndDocument(String site, String language, String date, String words) {
        given().get("/v1/sites/{site}", site).then().body("content.basedOn", equalTo(date));
        assertThat(document(site, language, "html")).contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        "smartsupp, 'necessary preferences statistics marketing', true",
        "smartwork, 'shop session security interface-preferences connection measurement', false",
        "smartwatt, 'necessary analytics offers offers-by-mail contact-form invoicing', true",
        "onesmartech, 'necessary newsletter newsletter-memory forms preferences feature-tests social-media same-answers', true"
    })
    void thePurposesAreThereAndSayWhetherABannerIsNeeded(String site, String purposes, boolean banner) {
        given().get("/v1/sites/{site}", site)
                .then()
                .statusCode(200)
                .body("content.purposes.id", contains(purposes.split(" ")))
                .body("bannerNeeded", equalTo(banner));
    }

    private static String document(String site, String language, String format) {
        return given().get(
                        "/v1/sites/{site}/documents/cookie-policy?lang={language}&format={format}",
                        site,
                        language,
                        format)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
