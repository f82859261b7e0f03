package dev.assent.notifier;

import dev.assent.events.EventCodec;
import dev.assent.events.SitePublished;
import dev.assent.events.SitePublished.AcceptedVersion;
import dev.assent.events.SitePublished.Controller;
import dev.assent.events.SitePublished.Form;
import dev.assent.events.SitePublished.Intake;
import dev.assent.events.SitePublished.Notice;
import dev.assent.events.SitePublished.Purpose;
import dev.assent.events.SitePublished.Webhook;
import dev.assent.events.SitePublished.WebhookEvent;
import dev.assent.events.Topic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** Two sites that people write to, and how they are published. */
public final class TestSites {

    /** A Czech company's French site. */
    public static final String SMARTSUPP = "smartsupp";

    /** A Norwegian company's Swedish and Norwegian site. */
    public static final String SMARTWATT = "smartwatt";

    /** A New Zealand company's site, whose form asks for a newsletter. */
    public static final String ONESMARTECH = "onesmartech";

    /** The keys of RFC 9180, A.1, in base64. */
    public static final String PRIVATE_SEAL_KEY =
            base64("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8");

    /** See {@link #PRIVATE_SEAL_KEY}. */
    public static final String PUBLIC_SEAL_KEY =
            base64("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");

    static final List<String> ALL = List.of(SMARTSUPP, SMARTWATT);

    private TestSites() {}

    /** The address of a site's data protection officer. */
    public static String dpo(String site) {
        return "dpo@" + site + ".test";
    }

    /** A site's snapshot. */
    public static SitePublished snapshot(String site) {
        boolean french = site.equals(SMARTSUPP);
        String hash = "ab".repeat(32);
        Instant published = Instant.parse("2026-11-01T09:00:00.000Z");
        return new SitePublished(
                "01932c5e-0000-7000-8000-" + String.format("%012x", site.hashCode() & 0xffffffffL),
                site,
                published,
                1,
                hash,
                french ? "Smartsupp" : "SmartWatt",
                french
                        ? new Controller(
                                "Smartsupp s.r.o.",
                                "CZ",
                                dpo(site),
                                dpo(site),
                                Map.of("fr", "Déléguée à la protection des données"))
                        : new Controller("SmartWatt AS", "NO", dpo(site), dpo(site), Map.of("sv", "Dataskyddsombudet")),
                List.of("https://www." + site + ".test"),
                french ? List.of("fr") : List.of("sv", "nb"),
                french ? "Europe/Prague" : "Europe/Oslo",
                true,
                Period.ofMonths(6),
                new Notice(List.of(), List.of(), Map.of()),
                french ? Map.of("privacy-policy", "https://www.smartsupp.test/confidentialite") : Map.of(),
                List.of(new AcceptedVersion(1, hash, published, Map.of(), List.of(), Period.ofMonths(6))));
    }

    /** The snapshot of a site that hears of confirmations and withdrawals. */
    public static SitePublished onesmartech(String webhook) {
        SitePublished plain = snapshot(ONESMARTECH);
        return new SitePublished(
                plain.eventId(),
                ONESMARTECH,
                plain.recordedAt(),
                plain.version(),
                plain.hash(),
                "One Smart Technology",
                new Controller("One Smart Technology Ltd", "NZ", null, dpo(ONESMARTECH), Map.of()),
                plain.origins(),
                List.of("en", "fr"),
                "Pacific/Auckland",
                true,
                plain.renewAfter(),
                new Notice(
                        List.of(new Purpose(
                                "newsletter",
                                false,
                                Map.of("en", "Newsletter", "fr", "Lettre d’information"),
                                Map.of(),
                                new Form(true),
                                null,
                                null)),
                        List.of(),
                        Map.of()),
                Map.of(),
                plain.accepted(),
                new Intake(
                        List.of("NZ"),
                        false,
                        null,
                        false,
                        null,
                        List.of(new Webhook(webhook, List.of(WebhookEvent.CONFIRMED, WebhookEvent.WITHDRAWN)))));
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    static void publish(String bootstrapServers, SitePublished site) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(EventCodec.toRecord(
                            Topic.REGISTRY_SITES, site.site().getBytes(StandardCharsets.UTF_8), "/registry", site))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the site was not published", e);
        }
    }

    /** An id that no mail and no request has. */
    public static String fresh() {
        return UUID.randomUUID().toString();
    }
}
