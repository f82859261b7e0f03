package dev.assent.api;

import dev.assent.events.SitePublished;
import dev.assent.events.SitePublished.AcceptedVersion;
import dev.assent.events.SitePublished.Asking;
import dev.assent.events.SitePublished.ConsentMode;
import dev.assent.events.SitePublished.Controller;
import dev.assent.events.SitePublished.Form;
import dev.assent.events.SitePublished.Intake;
import dev.assent.events.SitePublished.Notice;
import dev.assent.events.SitePublished.Purpose;
import dev.assent.events.SitePublished.Vendor;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;

/** The published sites that the tests speak of. */
public final class TestSites {

    public static final String SITE = "smartsupp";
    public static final String ORIGIN = "https://www.smartsupp.test";
    public static final String SECRET = "000102030405060708090a0b0c0d0e0f";

    /** What gives keyed events their ids in these tests: the bytes 00 01 … 1f. */
    public static final String IDEMPOTENCY_SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /** The site that has everything: forms, choices of vendors, signals, jurisdictions, consent types. */
    public static final String FULL = "onesmartech";

    public static final String FULL_ORIGIN = "https://www.onesmartech.test";

    private static final Instant PUBLISHED = Instant.parse("2026-11-01T08:00:00Z");

    private TestSites() {}

    /** Version 3 of a site in French and English; choices under versions 3 and 2 are taken. */
    public static SitePublished smartsupp() {
        return new SitePublished(
                "019a0000-0000-7000-8000-000000000001",
                SITE,
                PUBLISHED,
                3,
                hash(3),
                "Smartsupp",
                new Controller("Smartsupp.com, s.r.o.", "CZ", "dpo@smartsupp.test", "dpo@smartsupp.test", Map.of()),
                List.of(ORIGIN, "http://localhost:8090"),
                List.of("fr", "en"),
                "Europe/Prague",
                true,
                Period.ofMonths(6),
                new Notice(
                        List.of(
                                purpose("necessary", true, "Nécessaire"),
                                purpose("preferences", false, "Préférences"),
                                purpose("statistics", false, "Statistiques"),
                                purpose("marketing", false, "Publicité")),
                        List.of(new Vendor("maps", "Maps", "IE", List.of("preferences"), "https://maps.test/privacy")),
                        Map.of(
                                "fr", Map.of("title", "Votre choix", "accept", "Tout accepter"),
                                "en", Map.of("title", "Your choice"))),
                Map.of("cookie-policy", "https://registry.test/v1/sites/smartsupp/documents/cookie-policy"),
                List.of(
                        new AcceptedVersion(
                                3,
                                hash(3),
                                PUBLISHED,
                                Map.of(
                                        "necessary",
                                        true,
                                        "preferences",
                                        false,
                                        "statistics",
                                        false,
                                        "marketing",
                                        false),
                                List.of("maps"),
                                Period.ofMonths(6)),
                        new AcceptedVersion(
                                2,
                                hash(2),
                                PUBLISHED.minusSeconds(86_400),
                                Map.of("necessary", true, "preferences", false),
                                List.of(),
                                Period.ofMonths(12))));
    }

    /** A site that needs no banner. */
    public static SitePublished smartwork() {
        return new SitePublished(
                "019a0000-0000-7000-8000-000000000002",
                "smartwork",
                PUBLISHED,
                1,
                hash(1),
                "Smartwork",
                new Controller("Smartwork sh.p.k.", "AL", null, null, Map.of()),
                List.of("https://www.smartwork.test"),
                List.of("en", "sq"),
                "Europe/Tirane",
                false,
                Period.ofMonths(6),
                new Notice(List.of(purpose("cart", true, "Cart")), List.of(), Map.of()),
                Map.of(),
                List.of(new AcceptedVersion(
                        1, hash(1), PUBLISHED, Map.of("cart", true), List.of(), Period.ofMonths(6))));
    }

    /**
     * Version 2 of a site that asks for everything that can be asked; version 1 asked for two purposes by its banner, and
     * nothing else.
     */
    public static SitePublished onesmartech() {
        return new SitePublished(
                "019a0000-0000-7000-8000-000000000003",
                FULL,
                PUBLISHED,
                2,
                hash(2),
                "Onesmartech",
                new Controller("Onesmartech Ltd", "NZ", null, null, Map.of()),
                List.of(FULL_ORIGIN),
                List.of("en"),
                "Pacific/Auckland",
                true,
                Period.ofMonths(6),
                new Notice(
                        List.of(
                                purpose("necessary", true, "Necessary"),
                                new Purpose(
                                        "statistics",
                                        false,
                                        Map.of("en", "Statistics"),
                                        Map.of("en", "Counts visits."),
                                        null,
                                        null,
                                        List.of("analytics_storage")),
                                new Purpose(
                                        "marketing",
                                        false,
                                        Map.of("en", "Marketing"),
                                        Map.of("en", "Shows advertisements."),
                                        null,
                                        true,
                                        List.of("ad_storage", "ad_user_data", "ad_personalization")),
                                new Purpose(
                                        "sharing",
                                        false,
                                        Map.of("en", "Sharing"),
                                        Map.of("en", "Shares what we know with partners."),
                                        null,
                                        true,
                                        List.of("ad_user_data")),
                                new Purpose(
                                        "newsletter",
                                        false,
                                        Map.of("en", "Newsletter"),
                                        Map.of("en", "Sends the newsletter."),
                                        new Form(true),
                                        null,
                                        null),
                                new Purpose(
                                        "contact",
                                        false,
                                        Map.of("en", "Contact"),
                                        Map.of("en", "Answers your question."),
                                        new Form(false),
                                        null,
                                        null)),
                        List.of(
                                new Vendor("ads", "Ads", "US", List.of("marketing"), null),
                                new Vendor("counter", "Counter", "DE", List.of("statistics"), null)),
                        Map.of("en", Map.of("title", "Your choice"))),
                Map.of(),
                List.of(
                        new AcceptedVersion(
                                2,
                                hash(2),
                                PUBLISHED,
                                Map.of(
                                        "necessary", true,
                                        "statistics", false,
                                        "marketing", false,
                                        "sharing", false,
                                        "newsletter", false,
                                        "contact", false),
                                List.of("ads", "counter"),
                                Period.ofMonths(6),
                                new Asking(
                                        Map.of("newsletter", true, "contact", false),
                                        List.of("marketing", "sharing"),
                                        true,
                                        null)),
                        new AcceptedVersion(
                                1,
                                hash(1),
                                PUBLISHED.minusSeconds(86_400),
                                Map.of("necessary", true, "marketing", false),
                                List.of("ads"),
                                Period.ofMonths(6))),
                new Intake(List.of("NZ", "EU", "US-CA", "GB"), true, ConsentMode.BASIC, true, null, List.of()));
    }

    /** A site whose back end may link browsers to its signed-in people. */
    public static SitePublished smartwatt() {
        return new SitePublished(
                "019a0000-0000-7000-8000-000000000004",
                "smartwatt",
                PUBLISHED,
                1,
                hash(1),
                "Smartwatt",
                new Controller("Smartwatt", "NO", null, null, Map.of()),
                List.of("https://www.smartwatt.test"),
                List.of("sv"),
                "Europe/Oslo",
                true,
                Period.ofMonths(6),
                new Notice(
                        List.of(purpose("linking", false, "Linking"), purpose("statistics", false, "Statistics")),
                        List.of(),
                        Map.of()),
                Map.of(),
                List.of(new AcceptedVersion(
                        1,
                        hash(1),
                        PUBLISHED,
                        Map.of("linking", false, "statistics", false),
                        List.of(),
                        Period.ofMonths(6),
                        new SitePublished.Asking(Map.of(), List.of(), false, "linking"))),
                new SitePublished.Intake(List.of("NO"), false, null, false, "linking", List.of()));
    }

    /** The hash that a version has in these tests. */
    public static String hash(int version) {
        return Integer.toString(version).repeat(64);
    }

    private static Purpose purpose(String id, boolean exempt, String name) {
        return new Purpose(id, exempt, Map.of("fr", name), Map.of("fr", name + "…", "en", "About " + id));
    }
}
