package dev.assent.ledger.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a log: one partition of one generation of the topic.
 *
 * @param generation from 1
 * @param partition from 0, at most 65,535
 */
public record LogId(int generation, int partition) {

    private static final int PARTITIONS = 1 << 16;
    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,3})-(0|[1-9][0-9]{0,4})");

    /** Refuses numbers that no log has. */
    public LogId {
        if (generation < 1 || partition < 0 || partition >= PARTITIONS) {
            throw new IllegalArgumentException(
                    "no log has generation %d, partition %d".formatted(generation, partition));
        }
    }

    /** Reads {@code {generation}-{partition}}; empty for anything else. */
    public static Optional<LogId> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int partition = Integer.parseInt(matcher.group(2));
        return partition < PARTITIONS
                ? Optional.of(new LogId(Integer.parseInt(matcher.group(1)), partition))
                : Optional.empty();
    }

    /** The log with this number, see {@link #number()}. */
    public static LogId ofNumber(int number) {
        return new LogId(number / PARTITIONS, number % PARTITIONS);
    }

    /** {@code log_id} in the database: generation × 65,536 + partition. */
    public int number() {
        return generation * PARTITIONS + partition;
    }

    /** {@code {generation}-{partition}}. */
    public String name() {
        return generation + "-" + partition;
    }

    @Override
    public String toString() {
        return name();
    }
}
