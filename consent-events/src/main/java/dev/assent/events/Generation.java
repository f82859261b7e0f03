package dev.assent.events;

/**
 * A generation of {@link Topic#CONSENT_EVENTS}: a topic of its own with logs of its own. A new one begins where more logs
 * are wanted, or where a log cannot go on; the earlier ones stay as they are.
 *
 * @param number from 1
 * @param partitions the number of its partitions, and so of its logs; fixed for its life
 */
public record Generation(int number, int partitions) {

    private static final String SUFFIX = ".g";

    /** Refuses numbers that no generation has. */
    public Generation {
        if (number < 1 || partitions < 1) {
            throw new IllegalArgumentException(
                    "no generation has number %d and %d partitions".formatted(number, partitions));
        }
    }

    /** The topic's name: {@code consent.events} for the first generation, {@code consent.events.g2} for the second. */
    public String topicName() {
        String first = Topic.CONSENT_EVENTS.topicName();
        return number == 1 ? first : first + SUFFIX + number;
    }
}
