package dev.assent.ledger.ingest;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Records of one log that were fetched and not yet appended, in their order. One thread puts, another takes. */
final class Inbox {

    /** What a record takes in memory beside its key and value: itself and its headers. */
    private static final int RECORD_BYTES = 600;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    /** Adds records; nothing once it is closed. */
    void put(List<ConsumerRecord<byte[], byte[]>> fetched) {
        lock.lock();
        try {
            if (!closed) {
                records.addAll(fetched);
                fetched.forEach(fresh -> bytes += size(fresh));
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what is there, up to a limit.
     *
     * @param most the most records
     * @param wait how long to wait for the first
     * @param gather how long to wait for more after it, unless there are the most
     */
    List<ConsumerRecord<byte[], byte[]>> take(int most, Duration wait, Duration gather) throws InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
        lock.lock();
        try {
            await(1, wait);
            if (!records.isEmpty()) {
                await(most, gather);
            }
            while (!closed && !records.isEmpty() && taken.size() < most) {
                ConsumerRecord<byte[], byte[]> next = records.removeFirst();
                bytes -= size(next);
                taken.add(next);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void await(int count, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        while (records.size() < count && !closed && left > 0) {
            left = changed.awaitNanos(left);
        }
    }

    /** About how much memory the waiting records take. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Drops what waits; whoever takes gets nothing any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            records.clear();
            bytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private static long size(ConsumerRecord<byte[], byte[]> of) {
        return (long) RECORD_BYTES + Math.max(0, of.serializedKeySize()) + Math.max(0, of.serializedValueSize());
    }
}
