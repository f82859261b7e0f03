package dev.assent.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.events.MalformedEventException.Reason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;

/**
 * Events to and from Kafka records: CloudEvents 1.0, Kafka protocol binding, binary content mode. The attributes stand
 * in {@code ce_*} headers, the value is the event's JSON. Readers take unknown members, so that fields can be added.
 */
public final class EventCodec {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(Times.module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectWriter WRITER = MAPPER.writerFor(Event.class);
    private static final ObjectReader READER = MAPPER.readerFor(Event.class);
    private static final Header SPEC_VERSION = new RecordHeader("ce_specversion", ascii("1.0"));
    private static final Header CONTENT_TYPE = new RecordHeader("content-type", ascii("application/json"));

    private EventCodec() {}

    /** The event's JSON in UTF-8, as it stands in the record's value. */
    public static byte[] write(Event event) {
        byte[] choice = event instanceof ChoiceRecorded recorded ? ChoiceWriter.write(recorded) : null;
        return choice != null ? choice : mapped(event);
    }

    /** As the mapper writes it. */
    static byte[] mapped(Event event) {
        try {
            return WRITER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an event from its JSON alone, without headers to compare it with. */
    public static Event read(byte @Nullable [] value) throws MalformedEventException {
        if (value == null) {
            throw new MalformedEventException(Reason.NULL_VALUE, "the record has no value");
        }
        Event choice = ChoiceReader.read(value);
        return EventFields.checked(choice != null ? choice : unmapped(value));
    }

    /** As the mapper reads it, with members that nobody has checked yet. */
    static Event unmapped(byte[] value) throws MalformedEventException {
        Event event;
        try {
            event = READER.readValue(value);
        } catch (InvalidTypeIdException e) {
            throw new MalformedEventException(Reason.UNKNOWN_TYPE, "the value's type is not known");
        } catch (IOException e) {
            throw new MalformedEventException(Reason.NOT_JSON, "the value is not this type's JSON");
        }
        if (event == null) {
            throw new MalformedEventException(Reason.NOT_JSON, "the value is null");
        }
        return event;
    }

    /** An event as a record for a topic whose key decides the partition by Kafka's own rule. */
    public static ProducerRecord<byte[], byte[]> toRecord(Topic topic, byte[] key, String source, Event event) {
        return toRecord(topic.topicName(), null, key, source, event, write(event));
    }

    /** A choice or command as a record for its subject's partition of the first generation. */
    public static ProducerRecord<byte[], byte[]> toLogRecord(
            LogEvent event, byte[] value, String source, int partitions) {
        return toLogRecord(event, value, source, new Generation(1, partitions));
    }

    /** A choice or command as a record for its subject's partition. */
    public static ProducerRecord<byte[], byte[]> toLogRecord(
            LogEvent event, byte[] value, String source, Generation generation) {
        Place place = Place.of(event, generation.partitions());
        return toRecord(generation.topicName(), place.partition(), place.key(), source, event, value);
    }

    private static ProducerRecord<byte[], byte[]> toRecord(
            String topic, @Nullable Integer partition, byte[] key, String source, Event event, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, key, value);
        Headers headers = record.headers();
        headers.add(SPEC_VERSION);
        headers.add("ce_id", ascii(event.eventId()));
        headers.add("ce_source", ascii(source));
        headers.add("ce_type", ascii(Event.typeOf(event)));
        headers.add("ce_time", ascii(Times.text(event.recordedAt())));
        headers.add(CONTENT_TYPE);
        return record;
    }

    /**
     * Reads a record and holds its headers against its value.
     *
     * @throws MalformedEventException if the record is not an event, or if a header disagrees with the value
     */
    public static Event fromRecord(ConsumerRecord<byte[], byte[]> record) throws MalformedEventException {
        Event event = read(record.value());
        require(record, "ce_specversion", "1.0");
        require(record, "ce_id", event.eventId());
        require(record, "ce_type", Event.typeOf(event));
        header(record, "ce_source");
        requireTime(header(record, "ce_time"), event.recordedAt());
        return event;
    }

    /** Any text of RFC 3339 that means the value's time; nearly always it is the very text that is written here. */
    private static void requireTime(String text, Instant expected) throws MalformedEventException {
        if (text.equals(Times.text(expected))) {
            return;
        }
        try {
            if (!Instant.parse(text).equals(expected)) {
                throw new MalformedEventException(Reason.HEADER_DISAGREES, "ce_time is not the value's time");
            }
        } catch (DateTimeParseException e) {
            throw new MalformedEventException(Reason.HEADER_DISAGREES, "ce_time is not a time");
        }
    }

    /**
     * Reads a record of {@link Topic#CONSENT_EVENTS}, and holds its key and partition against its subject too. The answer
     * depends on nothing but the record and the number of partitions.
     *
     * @param partitions the number of partitions of the topic's generation, L
     * @throws MalformedEventException as {@link #fromRecord}; also for a type that does not belong on this topic
     *     ({@link Reason#UNKNOWN_TYPE}), for another key, and for another partition than the subject's
     */
    public static LogEvent fromLogRecord(ConsumerRecord<byte[], byte[]> record, int partitions)
            throws MalformedEventException {
        if (!(fromRecord(record) instanceof LogEvent event)) {
            throw new MalformedEventException(Reason.UNKNOWN_TYPE, "this type does not belong on this topic");
        }
        Place place = Place.of(event, partitions);
        if (!Arrays.equals(record.key(), place.key())) {
            throw new MalformedEventException(Reason.WRONG_KEY, "the key is not the value's site and subject");
        }
        if (record.partition() != place.partition()) {
            throw new MalformedEventException(Reason.WRONG_PARTITION, "partition " + record.partition());
        }
        return event;
    }

    /** Where a record of an event stands: in its subject's partition, or in that of its log. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Place(byte[] key, int partition) {

        static Place of(LogEvent event, int partitions) {
            if (event instanceof LogKeyRotated rotation) {
                return new Place(rotation.recordKey(), rotation.partition());
            }
            byte[] key = new Subject(event.site(), event.subject()).recordKey();
            return new Place(key, Subject.partition(key, partitions));
        }
    }

    private static void require(ConsumerRecord<byte[], byte[]> record, String name, String expected)
            throws MalformedEventException {
        if (!header(record, name).equals(expected)) {
            throw new MalformedEventException(Reason.HEADER_DISAGREES, name + " is not what the value says");
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) throws MalformedEventException {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new MalformedEventException(Reason.MISSING_HEADER, name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
