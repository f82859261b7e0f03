package dev.assent.ledger.platform;

import dev.assent.events.EventCodec;
import dev.assent.events.LogEvent;
import dev.assent.events.SitePublished;
import dev.assent.events.Subject;
import dev.assent.events.SubjectRequestIssued;
import dev.assent.events.Topic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** Puts records on Kafka as consent-api and vendor-registry do. */
public final class Intake implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;

    /** An intake into a broker. */
    public Intake(String bootstrapServers, Map<String, Object> more) {
        Map<String, Object> settings = new java.util.HashMap<>(more);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Its producer. */
    public Producer<byte[], byte[]> producer() {
        return producer;
    }

    /** Asks the ledger for something in a person's name, and waits until Kafka has it. */
    public SubjectRequestIssued ask(SubjectRequestIssued.Right right, String requestId, Subject... subjects) {
        return ask(right, null, requestId, subjects);
    }

    /** The same with an officer's decision. */
    public SubjectRequestIssued ask(
            SubjectRequestIssued.Right right,
            SubjectRequestIssued.Decision decision,
            String requestId,
            Subject... subjects) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        SubjectRequestIssued issued = new SubjectRequestIssued(
                UUID.randomUUID().toString(),
                subjects[0].site(),
                now,
                requestId,
                "consent-ledger",
                right,
                Arrays.stream(subjects)
                        .map(subject -> new SubjectRequestIssued.Identifier("subject", subject.value()))
                        .toList(),
                now.plus(7, ChronoUnit.DAYS),
                decision,
                decision == null ? null : "decided",
                null);
        send(issued);
        return issued;
    }

    /** Sends a request and waits until Kafka has it. */
    public void send(SubjectRequestIssued issued) {
        send(EventCodec.toRecord(
                Topic.SUBJECT_REQUESTS, issued.requestId().getBytes(StandardCharsets.US_ASCII), "/test", issued));
    }

    /** Sends an event and waits until Kafka has it. */
    public RecordMetadata send(LogEvent event) {
        return send(Visitor.recordOf(event));
    }

    /** Sends a record and waits until Kafka has it. */
    public RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Publishes a site with one origin, which links no browsers to people. */
    public void publish(String site, String origin) {
        publish(site, origin, null);
    }

    /** Publishes a site with one origin. */
    public void publish(String site, String origin, String linkPurpose) {
        publish(site, origin, linkPurpose, null);
    }

    /** Publishes a site with one origin, which keeps the proof of a consent for a time after it ended. */
    public void publish(String site, String origin, String linkPurpose, SitePublished.Evidence evidence) {
        String hash = "ab".repeat(32);
        SitePublished.Purpose purpose = new SitePublished.Purpose("statistics", false, Map.of(), Map.of());
        SitePublished snapshot = new SitePublished(
                UUID.randomUUID().toString(),
                site,
                Instant.parse("2026-11-22T17:00:00Z"),
                1,
                hash,
                site,
                new SitePublished.Controller(site, "CZ", null, null, Map.of()),
                List.of(origin),
                List.of("fr"),
                "Europe/Prague",
                true,
                Period.ofMonths(6),
                new SitePublished.Notice(List.of(purpose), List.of(), Map.of()),
                Map.of(),
                List.of(new SitePublished.AcceptedVersion(
                        1,
                        hash,
                        Instant.parse("2026-11-22T17:00:00Z"),
                        Map.of("statistics", false),
                        List.of(),
                        Period.ofMonths(6))),
                linkPurpose == null
                        ? null
                        : new SitePublished.Intake(List.of(), false, null, false, linkPurpose, List.of()),
                evidence);
        send(EventCodec.toRecord(Topic.REGISTRY_SITES, site.getBytes(StandardCharsets.US_ASCII), "/test", snapshot));
    }

    @Override
    public void close() {
        producer.close();
    }
}
