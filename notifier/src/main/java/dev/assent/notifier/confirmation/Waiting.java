package dev.assent.notifier.confirmation;

import dev.assent.events.ConfirmationAsked;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The questions that wait for another try, still sealed, and how far the topic may count as read because of them. */
final class Waiting implements ConsumerRebalanceListener {

    private static final int MOST_DOUBLINGS = 20;

    /** A question that waits. */
    record Question(TopicPartition partition, long offset, ConfirmationAsked asked, int tries, Instant next) {}

    private final ConfirmationConfig config;
    private final Clock clock;
    private final List<Question> questions = new ArrayList<>();

    Waiting(ConfirmationConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    void add(ConsumerRecord<byte[], byte[]> record, ConfirmationAsked asked) {
        questions.add(again(new TopicPartition(record.topic(), record.partition()), record.offset(), asked, 1));
    }

    boolean full() {
        return questions.size() >= config.mostWaiting();
    }

    List<Question> due(int most) {
        Instant now = clock.instant();
        return questions.stream()
                .filter(question -> !question.next().isAfter(now))
                .limit(most)
                .toList();
    }

    void tried(Question question, boolean settled) {
        questions.remove(question);
        if (!settled) {
            questions.add(again(question.partition(), question.offset(), question.asked(), question.tries() + 1));
        }
    }

    /** Where a reader who starts anew has to begin, for each partition that is read here. */
    Map<TopicPartition, OffsetAndMetadata> positions(Consumer<byte[], byte[]> reader) {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        for (TopicPartition partition : reader.assignment()) {
            long first = questions.stream()
                    .filter(question -> question.partition().equals(partition))
                    .mapToLong(Question::offset)
                    .min()
                    .orElseGet(() -> reader.position(partition));
            positions.put(partition, new OffsetAndMetadata(first));
        }
        return positions;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        // Whoever reads them next begins with what waits.
        questions.removeIf(question -> partitions.contains(question.partition()));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // Nothing waits of what has not been read.
    }

    private Question again(TopicPartition partition, long offset, ConfirmationAsked asked, int tries) {
        Duration pause = config.firstPause().multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS));
        return new Question(
                partition,
                offset,
                asked,
                tries,
                clock.instant().plus(pause.compareTo(config.longestPause()) < 0 ? pause : config.longestPause()));
    }
}
