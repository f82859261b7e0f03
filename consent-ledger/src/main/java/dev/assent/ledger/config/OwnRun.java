package dev.assent.ledger.config;

import dev.assent.events.ProducerPosition;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The producer run of what this process itself puts into logs: orders, withdrawals before them, changes of keys. */
@ApplicationScoped
public class OwnRun {

    private final String id = UUID.randomUUID().toString();
    private final AtomicLong sequence = new AtomicLong();

    /** Its id. */
    public String id() {
        return id;
    }

    /** The place of the next record. */
    public ProducerPosition next() {
        return new ProducerPosition(id, sequence.incrementAndGet());
    }
}
