package dev.assent.api.intake;

import dev.assent.events.ProducerPosition;
import jakarta.inject.Singleton;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** This process's account of what it sends, from its start to its end. */
@Singleton
public class ProducerRun {

    private final String run = UUID.randomUUID().toString();
    private final AtomicLong sequence = new AtomicLong();

    /** The next position. One whose choice was turned away is missing from the log. */
    public ProducerPosition next() {
        return new ProducerPosition(run, sequence.incrementAndGet());
    }

    String id() {
        return run;
    }
}
