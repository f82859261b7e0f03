package dev.assent.benchmarks.intake;

import dev.assent.benchmarks.load.Requests;
import dev.assent.events.EventCodec;
import dev.assent.events.SitePublished;
import dev.assent.events.SitePublished.AcceptedVersion;
import dev.assent.events.SitePublished.Controller;
import dev.assent.events.SitePublished.Notice;
import dev.assent.events.SitePublished.Purpose;
import dev.assent.events.SitePublished.Vendor;
import dev.assent.events.Topic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The site whose visitors the load plays, and what each of them sends. */
public final class BenchSite {

    /** Its id. */
    public static final String ID = "bench";

    private static final String ORIGIN = "https://www.bench.test";
    private static final Instant PUBLISHED = Instant.parse("2026-11-01T08:00:00Z");
    private static final String HASH = "1".repeat(64);

    private BenchSite() {}

    /** Puts the site's snapshot on Kafka, as vendor-registry does. */
    public static void publish(String bootstrapServers) {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            var _ = producer.send(EventCodec.toRecord(
                    Topic.REGISTRY_SITES, ID.getBytes(StandardCharsets.US_ASCII), "/vendor-registry", snapshot()));
            producer.flush();
        }
    }

    /** A choice as a browser sends it: three purposes answered one by one. */
    public static Requests choices(URI address) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "*/*");
        headers.put("Accept-Language", "fr,fr-FR;q=0.8,en;q=0.3");
        headers.put("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        headers.put("Origin", ORIGIN);
        return new Requests(
                address,
                headers,
                "{\"subjectSecret\":\"" + Requests.SECRET + "\",\"sequence\":1,"
                        + "\"choices\":{\"preferences\":\"granted\",\"statistics\":\"denied\",\"marketing\":\"denied\"},"
                        + "\"noticeVersion\":1,\"language\":\"fr\",\"surface\":\"banner\",\"method\":\"click\","
                        + "\"occurredAt\":\"2026-11-22T17:00:00Z\",\"bannerVersion\":\"0.1.0\"}");
    }

    static SitePublished snapshot() {
        return new SitePublished(
                "019a0000-0000-7000-8000-00000000000b",
                ID,
                PUBLISHED,
                1,
                HASH,
                "Bench",
                new Controller("Bench", "FR", null, null, Map.of()),
                List.of(ORIGIN),
                List.of("fr", "en"),
                "Europe/Paris",
                true,
                Period.ofMonths(6),
                new Notice(
                        List.of(
                                purpose("necessary", true),
                                purpose("preferences", false),
                                purpose("statistics", false),
                                purpose("marketing", false)),
                        List.of(new Vendor("maps", "Maps", "IE", List.of("preferences"), "https://maps.test/privacy")),
                        Map.of("fr", Map.of("title", "Votre choix"), "en", Map.of("title", "Your choice"))),
                Map.of(),
                List.of(new AcceptedVersion(
                        1,
                        HASH,
                        PUBLISHED,
                        Map.of("necessary", true, "preferences", false, "statistics", false, "marketing", false),
                        List.of("maps"),
                        Period.ofMonths(6))));
    }

    private static Purpose purpose(String id, boolean exempt) {
        return new Purpose(id, exempt, Map.of("fr", id, "en", id), Map.of("fr", id, "en", id));
    }
}
