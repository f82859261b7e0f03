package dev.assent.ledger.config;

import dev.assent.events.Generation;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The generations that this ledger has logs of. */
@ApplicationScoped
public class Generations {

    private final Generation current;
    private final List<Generation> all = new ArrayList<>();

    Generations(LedgerConfig config) {
        current = new Generation(config.generation(), config.partitions());
        all.add(current);
        config.earlierGenerations().forEach((number, partitions) -> {
            if (number >= current.number()) {
                throw new IllegalArgumentException(
                        "assent.ledger.earlier-generations names %d, and the generation is %d"
                                .formatted(number, current.number()));
            }
            all.add(new Generation(number, partitions));
        });
        all.sort(Comparator.comparingInt(Generation::number).reversed());
    }

    /** The one that new choices go to. */
    public Generation current() {
        return current;
    }

    /** All of them, the newest first: a subject may have entries in one log of each. */
    public List<Generation> newestFirst() {
        return List.copyOf(all);
    }

    /** The one with a number. */
    public Optional<Generation> numbered(int number) {
        return all.stream().filter(generation -> generation.number() == number).findFirst();
    }

    /** How many logs a generation has; one that the settings do not name, as many as the current one. */
    public int partitionsOf(int number) {
        return numbered(number).orElse(current).partitions();
    }

    /** The one whose topic this is. */
    public Generation ofTopic(String topic) {
        return all.stream()
                .filter(generation -> generation.topicName().equals(topic))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no generation has the topic " + topic));
    }
}
