package dev.assent.events;

import dev.assent.events.MalformedEventException.Reason;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class EventCodecTest {

    private static final int PARTITIONS = 4;
    private static final String CHOICE = new String(Samples.bytes(ChoiceRecorded.TYPE), StandardCharsets.UTF_8);

    @Test
    void aChoiceTravelsInItsSubjectsPartitionAndComesBackAsItWas() throws Exception {
        ChoiceRecorded choice = Samples.choice();

        ConsumerRecord<byte[], byte[]> record = received(sent(choice));

        assertThat(record.partition()).isEqualTo(new Subject(choice.site(), choice.subject()).partition(PARTITIONS));
        assertThat(EventCodec.fromLogRecord(record, PARTITIONS)).isEqualTo(choice);
    }

    @Test
    void headersAreThoseOfTheCloudEventsKafkaBinding() {
        ProducerRecord<byte[], byte[]> record = sent(Samples.choice());

        assertThat(record.headers())
                .extracting(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .containsExactly(
                        "ce_specversion=1.0",
                        "ce_id=019a0000-0000-7000-8000-000000000001",
                        "ce_source=/consent-api",
                        "ce_type=assent.choice-recorded.v1",
                        "ce_time=2026-11-22T17:00:00.123Z",
                        "content-type=application/json");
    }

    @Test
    void theTypeIsTheValuesFirstMember() {
        assertThat(new String(EventCodec.write(Samples.choice()), StandardCharsets.UTF_8))
                .startsWith("{\"type\":\"assent.choice-recorded.v1\",\"eventId\":");
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 0.3",
        "ce_id, 019a0000-0000-7000-8000-0000000000ff",
        "ce_type, assent.subject-command.v1",
        "ce_time, 2026-11-22T17:00:00.124Z",
        "ce_time, yesterday"
    })
    void aHeaderThatDisagreesWithTheValueIsRefused(String header, String otherwise) {
        ConsumerRecord<byte[], byte[]> record = received(sent(Samples.choice()));
        record.headers().remove(header).add(header, otherwise.getBytes(StandardCharsets.US_ASCII));

        assertThat(reasonOf(() -> EventCodec.fromRecord(record))).isEqualTo(Reason.HEADER_DISAGREES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time"})
    void aMissingHeaderIsRefused(String header) {
        ConsumerRecord<byte[], byte[]> record = received(sent(Samples.choice()));
        record.headers().remove(header);

        assertThat(reasonOf(() -> EventCodec.fromRecord(record))).isEqualTo(Reason.MISSING_HEADER);
    }

    @Test
    void aRecordWithoutAValueIsRefused() {
        assertThat(reasonOf(() -> EventCodec.read(null))).isEqualTo(Reason.NULL_VALUE);
    }

    @Test
    void anotherSubjectsKeyIsRefused() {
        ConsumerRecord<byte[], byte[]> record =
                received(sent(Samples.choice()), Optional.of("smartsupp\0other"), Optional.empty());

        assertThat(reasonOf(() -> EventCodec.fromLogRecord(record, PARTITIONS))).isEqualTo(Reason.WRONG_KEY);
    }

    @Test
    void anotherPartitionIsRefused() {
        ConsumerRecord<byte[], byte[]> record = received(sent(Samples.choice()), Optional.empty(), Optional.of(3));

        assertThat(reasonOf(() -> EventCodec.fromLogRecord(record, PARTITIONS))).isEqualTo(Reason.WRONG_PARTITION);
    }

    @Test
    void aRotationStandsInItsOwnLogsPartitionUnderTheLogsName() throws Exception {
        LogKeyRotated rotation = (LogKeyRotated) Samples.event(LogKeyRotated.TYPE);
        ProducerRecord<byte[], byte[]> record =
                EventCodec.toLogRecord(rotation, EventCodec.write(rotation), "/consent-ledger", PARTITIONS);

        assertThat(record.partition()).isEqualTo(3);
        assertThat(record.key()).asString(StandardCharsets.US_ASCII).isEqualTo("1-3");
        assertThat(EventCodec.fromLogRecord(received(record, Optional.empty(), Optional.of(3)), PARTITIONS))
                .isEqualTo(rotation);
        assertThat(reasonOf(
                        () -> EventCodec.fromLogRecord(received(record, Optional.empty(), Optional.of(2)), PARTITIONS)))
                .isEqualTo(Reason.WRONG_PARTITION);
    }

    @Test
    void anEventOfAnotherTopicIsNoLogEvent() {
        Event site = Samples.event(SitePublished.TYPE);
        ConsumerRecord<byte[], byte[]> record = received(
                EventCodec.toRecord(Topic.REGISTRY_SITES, new byte[0], "/vendor-registry", site),
                Optional.empty(),
                Optional.of(0));

        assertThat(reasonOf(() -> EventCodec.fromLogRecord(record, PARTITIONS))).isEqualTo(Reason.UNKNOWN_TYPE);
    }

    @Test
    void membersThatALaterVersionAddedAreTaken() throws Exception {
        String later = CHOICE.replaceFirst("\\{", "{\"addedLater\":{\"deep\":[1,{\"er\":null}]},");

        assertThat(EventCodec.read(later.getBytes(StandardCharsets.UTF_8))).isEqualTo(Samples.choice());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{\"type\":\"assent.choice-recorded.v1\"",
                "{\"type\":\"assent.choice-recorded.v1\",\"site\":\"a\",\"site\":\"b\"}",
                "{\"type\":\"assent.choice-recorded.v1\",\"type\":\"assent.choice-recorded.v1\"}"
            })
    void whatIsNoJsonOfAnEventIsRefused(String value) {
        assertThat(reasonOf(() -> EventCodec.read(value.getBytes(StandardCharsets.UTF_8))))
                .isIn(Reason.NOT_JSON, Reason.UNKNOWN_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"type\":\"assent.choice-recorded.v2\"}", "{\"type\":\"java.lang.Object\"}"})
    void aTypeThatNobodyKnowsIsRefused(String value) {
        assertThat(reasonOf(() -> EventCodec.read(value.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Reason.UNKNOWN_TYPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"denied\"|0",
                "\"denied\"|\"\"",
                "\"noticeVersion\": 1|\"noticeVersion\": 1.5",
                "\"noticeVersion\": 1|\"noticeVersion\": \"1\"",
                "\"clockSkewed\": false|\"clockSkewed\": \"false\"",
                "\"clockSkewed\": false|\"clockSkewed\": null",
                "\"2026-11-22T17:00:00Z\"|1763830800",
                "\"2026-11-22T17:00:00Z\"|\"+12026-11-22T17:00:00Z\"",
                "\"2026-11-22T17:00:00Z\"|\"2026-02-30T17:00:00Z\"",
                "\"2026-11-22T17:00:00Z\"|\"2026-11-22T17:00:00+01:00\"",
                "\"granted\"|\"granted\", \"preferences\": \"denied\""
            })
    void aValueOfTheWrongKindIsRefusedAndNeverBentIntoShape(String as, String otherwise) {
        assertThat(CHOICE).contains(as);
        byte[] value = CHOICE.replaceFirst(as, otherwise).getBytes(StandardCharsets.UTF_8);

        assertThat(reasonOf(() -> EventCodec.read(value))).isEqualTo(Reason.NOT_JSON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "019a0000-0000-7000-8000-000000000001|019A0000-0000-7000-8000-000000000001",
                "019a0000-0000-7000-8000-000000000001|1-2-3-4-5",
                "\"smartsupp\"|\"Smartsupp\"",
                "\"smartsupp\"|\"-\"",
                "\"fr\"|\"f\\\\u0000\"",
                "\"0.1.0\"|\"a b\"",
                "\"noticeVersion\": 1|\"noticeVersion\": 0",
                "\"noticeHash\": \"|\"noticeHash\": \"0",
                "\"sequence\": 1|\"sequence\": 0",
                "\"sequence\": 42|\"sequence\": 0",
                "5f0c1c52-6c1d|run",
                "\"marketing\": |\"Market\\\\u0000\": ",
                "HAMDe0\"|HAMDe1\"",
                "Hh8\"|Hh9\"",
                "Hh8\"|Hh\""
            })
    void aMemberThatNoServiceWouldWriteIsRefused(String as, String otherwise) {
        byte[] value =
                CHOICE.replace("HgMDe0", "HAMDe0").replaceFirst(as, otherwise).getBytes(StandardCharsets.UTF_8);

        assertThat(reasonOf(() -> EventCodec.read(value))).isEqualTo(Reason.INVALID_FIELD);
    }

    /** Whatever one byte is changed to, the answer is an event or a reason, never another exception. */
    @Property(tries = 3000)
    void anyChangedByteGivesAnEventOrAReason(@ForAll @IntRange(min = 0, max = 100_000) int at, @ForAll byte changed) {
        byte[] value = CHOICE.getBytes(StandardCharsets.UTF_8);
        value[at % value.length] = changed;

        try {
            assertThat(EventCodec.read(value)).isNotNull();
        } catch (MalformedEventException e) {
            assertThat(e.reason()).isNotNull();
        }
    }

    private static ProducerRecord<byte[], byte[]> sent(LogEvent event) {
        return EventCodec.toLogRecord(event, EventCodec.write(event), "/consent-api", PARTITIONS);
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        return received(sent, Optional.empty(), Optional.empty());
    }

    private static ConsumerRecord<byte[], byte[]> received(
            ProducerRecord<byte[], byte[]> sent, Optional<String> key, Optional<Integer> partition) {
        return new ConsumerRecord<>(
                sent.topic(),
                partition.orElseGet(sent::partition),
                0,
                0,
                TimestampType.CREATE_TIME,
                sent.key().length,
                sent.value().length,
                key.map(text -> text.getBytes(StandardCharsets.US_ASCII)).orElseGet(sent::key),
                sent.value(),
                new RecordHeaders(sent.headers()),
                Optional.empty());
    }

    private static Reason reasonOf(ThrowingCallable reading) {
        MalformedEventException refused = catchThrowableOfType(MalformedEventException.class, reading);
        assertThat(refused).as("was taken").isNotNull();
        return refused.reason();
    }
}
