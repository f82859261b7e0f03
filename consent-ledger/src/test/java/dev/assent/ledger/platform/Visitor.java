package dev.assent.ledger.platform;

import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.LogEvent;
import dev.assent.events.Method;
import dev.assent.events.ProducerPosition;
import dev.assent.events.Subject;
import dev.assent.events.SubjectCommand;
import dev.assent.events.SubjectLinked;
import dev.assent.events.Surface;
import dev.assent.ledger.evidence.ReceiptKey;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A browser, and the records that consent-api would make of what it does.
 *
 * @param site the site it is on
 * @param secret its secret there
 */
public record Visitor(String site, String secret) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ProducerPosition PRODUCER =
            new ProducerPosition(UUID.randomUUID().toString(), 1);

    /** A new browser. */
    public static Visitor on(String site) {
        return new Visitor(site, HexFormat.of().formatHex(random(16)));
    }

    /** Its subject. */
    public Subject subject() {
        return Subject.ofSecret(site, secret);
    }

    /** The partition, and so the log, of its records. */
    public int partition() {
        return subject().partition(LedgerParts.LOGS);
    }

    /** A choice. */
    public ChoiceRecorded chooses(Long sequence, Answer statistics) {
        return chooses(sequence, statistics, in180Days());
    }

    /** A choice without a number. */
    public ChoiceRecorded chooses(Map<String, Answer> purposes) {
        return choice(null, purposes, in180Days(), null);
    }

    /** A choice that a robot sent. */
    public ChoiceRecorded asRobot(Map<String, Answer> purposes) {
        return choice(
                null, purposes, in180Days(), null, new ChoiceRecorded.Circumstances(null, null, null, true), PRODUCER);
    }

    /** A choice that another tool kept. */
    public ChoiceRecorded imports(Instant originallyAt, Answer statistics) {
        return choice(
                null,
                Map.of("statistics", statistics),
                originallyAt.plus(180, ChronoUnit.DAYS),
                new ChoiceRecorded.Imported("old-tool", originallyAt, null));
    }

    /** That its browser is used by a person, or no longer. */
    public SubjectLinked linked(Subject person, boolean linked) {
        return new SubjectLinked(
                UUID.randomUUID().toString(),
                site,
                subject().value(),
                now(),
                person.value(),
                1,
                linked,
                salt(),
                PRODUCER);
    }

    /** A choice that ends at a time. */
    public ChoiceRecorded chooses(Long sequence, Answer statistics, Instant validUntil) {
        return choice(sequence, Map.of("statistics", statistics, "necessary", Answer.EXEMPT), validUntil, null);
    }

    private ChoiceRecorded choice(
            Long sequence, Map<String, Answer> purposes, Instant validUntil, ChoiceRecorded.Imported imported) {
        return choice(sequence, purposes, validUntil, imported, null, PRODUCER);
    }

    private ChoiceRecorded choice(
            Long sequence,
            Map<String, Answer> purposes,
            Instant validUntil,
            ChoiceRecorded.Imported imported,
            ChoiceRecorded.Circumstances circumstances,
            ProducerPosition producer) {
        return new ChoiceRecorded(
                UUID.randomUUID().toString(),
                site,
                subject().value(),
                now(),
                null,
                false,
                validUntil.truncatedTo(ChronoUnit.MILLIS),
                1,
                "ab".repeat(32),
                false,
                null,
                "fr",
                Surface.BANNER,
                Method.CLICK,
                Action.CUSTOM,
                sequence,
                new TreeMap<>(purposes),
                null,
                circumstances,
                null,
                null,
                imported,
                salt(),
                producer);
    }

    /** A choice without a number, as a certain producer run sends it. */
    public ChoiceRecorded sentBy(String run, long place) {
        return choice(
                null, Map.of("statistics", Answer.GRANTED), in180Days(), null, null, new ProducerPosition(run, place));
    }

    /** An order about it. */
    public SubjectCommand command(SubjectCommand.Command command) {
        return new SubjectCommand(
                UUID.randomUUID().toString(), site, subject().value(), now(), command, null, salt(), PRODUCER);
    }

    /** Where the ledger has an event's receipt. */
    public static String receiptOf(LogEvent event) {
        return "/v1/receipts/1-%d/%s/%s"
                .formatted(
                        recordOf(event).partition(),
                        event.eventId(),
                        ReceiptKey.ofSalt(event.salt()).text());
    }

    /** An event's record. */
    public static ProducerRecord<byte[], byte[]> recordOf(LogEvent event) {
        return EventCodec.toLogRecord(event, EventCodec.write(event), "/test", LedgerParts.LOGS);
    }

    private static Instant in180Days() {
        return now().plus(180, ChronoUnit.DAYS);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String salt() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
