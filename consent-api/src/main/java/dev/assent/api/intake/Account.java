package dev.assent.api.intake;

import dev.assent.api.PlatformConfig;
import dev.assent.events.IntakeAccounted.Count;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * What this process has told its callers, per partition. It counts when Kafka answers: a caller whose connection broke
 * meanwhile counts too.
 */
@Singleton
class Account {

    private final AtomicLongArray accepted;
    private final AtomicLongArray unknown;

    @Inject
    Account(PlatformConfig platform) {
        this(platform.partitions());
    }

    Account(int partitions) {
        this.accepted = new AtomicLongArray(partitions);
        this.unknown = new AtomicLongArray(partitions);
    }

    void accepted(int partition) {
        accepted.getAndIncrement(partition);
    }

    void unknown(int partition) {
        unknown.getAndIncrement(partition);
    }

    /** The counts of the partitions that anything was sent to, in their order. */
    List<Count> counts() {
        return IntStream.range(0, accepted.length())
                .mapToObj(partition -> new Count(partition, accepted.get(partition), unknown.get(partition)))
                .filter(count -> count.accepted() > 0 || count.unknown() > 0)
                .toList();
    }
}
