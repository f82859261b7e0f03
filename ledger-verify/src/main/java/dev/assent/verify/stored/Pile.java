package dev.assent.verify.stored;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Records of one length that come in any order, from several threads, and are read again sorted by their bytes. Few stay in
 * memory; many go to files, so that a log of any length can be checked in the same memory.
 */
final class Pile implements AutoCloseable {

    private static final int PARTS = 64;
    private static final int BUFFER = 1 << 16;

    private final int length;
    private final int spreadBy;
    private final Part[] parts = new Part[PARTS];
    private volatile Path directory = Path.of("");

    /** Sees the records in order. Unsigned, byte by byte. */
    @FunctionalInterface
    interface Reader {
        void read(byte[] bytes, int at);
    }

    /** A share of the records, by one of their bytes. */
    private final class Part {
        private final int number;
        private byte[] buffer = new byte[0];
        private int filled;
        private boolean onDisk;

        private Part(int number) {
            this.number = number;
        }

        private synchronized void add(byte[] record) {
            if (filled + length > buffer.length) {
                if (buffer.length < BUFFER) {
                    buffer = Arrays.copyOf(buffer, Math.min(BUFFER, Math.max(buffer.length * 4, length * 16)));
                } else {
                    spill();
                }
            }
            System.arraycopy(record, 0, buffer, filled, length);
            filled += length;
        }

        private void spill() {
            try (var file = Files.newByteChannel(file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                ByteBuffer rest = ByteBuffer.wrap(buffer, 0, filled);
                while (rest.hasRemaining()) {
                    file.write(rest);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            onDisk = true;
            filled = 0;
        }

        private byte[] all() {
            try {
                byte[] before = onDisk ? Files.readAllBytes(file()) : new byte[0];
                byte[] all = Arrays.copyOf(before, before.length + filled);
                System.arraycopy(buffer, 0, all, before.length, filled);
                return all;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Path file() {
            return directory().resolve(Integer.toString(number));
        }
    }

    /**
     * A pile with nothing on it.
     *
     * @param length of each record, at least 8 bytes
     * @param spreadBy a place in it at which all bytes are as likely
     */
    Pile(int length, int spreadBy) {
        this.length = length;
        this.spreadBy = spreadBy;
        Arrays.setAll(parts, Part::new);
    }

    void add(byte[] record) {
        parts[record[spreadBy] & (PARTS - 1)].add(record);
    }

    /** Shows all records, those of one part after those of another: equal ones follow each other. */
    void read(Reader reader) {
        for (Part part : parts) {
            read(part.all(), reader);
        }
    }

    private void read(byte[] records, Reader reader) {
        int count = records.length / length;
        // The first bits of the record, then its place: numbers sort faster than records.
        int placeBits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(count));
        long[] order = new long[count];
        ByteBuffer bytes = ByteBuffer.wrap(records);
        for (int i = 0; i < count; i++) {
            order[i] = ((bytes.getLong(i * length) >>> placeBits) << placeBits) | i;
        }
        Arrays.sort(order);
        long places = (1L << placeBits) - 1;
        for (int from = 0; from < count; ) {
            int to = from + 1;
            while (to < count && (order[to] & ~places) == (order[from] & ~places)) {
                to++;
            }
            List<Integer> alike = new ArrayList<>(to - from);
            for (int i = from; i < to; i++) {
                alike.add((int) (order[i] & places) * length);
            }
            if (alike.size() > 1) {
                alike.sort(byBytes(records));
            }
            alike.forEach(at -> reader.read(records, at));
            from = to;
        }
    }

    private Comparator<Integer> byBytes(byte[] records) {
        return (a, b) -> Arrays.compareUnsigned(records, a, a + length, records, b, b + length);
    }

    private synchronized Path directory() {
        if (directory.toString().isEmpty()) {
            try {
                directory = Files.createTempDirectory("ledger-verify");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return directory;
    }

    @Override
    public void close() {
        if (directory.toString().isEmpty()) {
            return;
        }
        try {
            for (Part part : parts) {
                Files.deleteIfExists(part.file());
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
