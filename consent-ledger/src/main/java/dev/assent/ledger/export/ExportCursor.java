package dev.assent.ledger.export;

import dev.assent.ledger.log.LogId;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * How far an export has come, and where it ends. It stands on each line; whoever sends the last one that arrived gets
 * exactly the rest, for nothing that was appended meanwhile belongs to it. It is no secret and can be made up, within the
 * site.
 *
 * @param from the first moment that is exported; null for all
 * @param left what is left of each log, in order; the first is the one being read
 */
record ExportCursor(@Nullable Instant from, List<Stretch> left) {

    private static final int VERSION = 1;
    private static final int MOST_LOGS = 65_536;

    /**
     * A part of a log.
     *
     * @param log the log
     * @param next the first index that is left
     * @param end the index after the last one
     */
    record Stretch(LogId log, long next, long end) {}

    /** The cursor after an entry of the first log. */
    ExportCursor after(long index) {
        Stretch first = left.getFirst();
        List<Stretch> rest = new ArrayList<>(left);
        rest.set(0, new Stretch(first.log(), index + 1, first.end()));
        return new ExportCursor(from, rest);
    }

    /** The cursor once the first log is through. */
    ExportCursor withoutFirst() {
        return new ExportCursor(from, left.subList(1, left.size()));
    }

    /** As it stands on a line. */
    String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            data.writeByte(VERSION);
            number(data, from == null ? 0 : from.toEpochMilli());
            number(data, left.size());
            for (Stretch stretch : left) {
                number(data, stretch.log().number());
                number(data, stretch.next());
                number(data, stretch.end());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /** Reads one; empty for what is none. */
    static Optional<ExportCursor> read(String text) {
        try (DataInputStream data = new DataInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(text)))) {
            if (data.readByte() != VERSION) {
                return Optional.empty();
            }
            long from = number(data);
            long logs = number(data);
            if (logs > MOST_LOGS) {
                return Optional.empty();
            }
            List<Stretch> left = new ArrayList<>();
            for (int i = 0; i < logs; i++) {
                left.add(new Stretch(LogId.ofNumber(Math.toIntExact(number(data))), number(data), number(data)));
            }
            return data.read() < 0
                    ? Optional.of(new ExportCursor(from == 0 ? null : Instant.ofEpochMilli(from), left))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Seven bits in a byte, the lowest first; the highest bit says that more follow. */
    private static void number(DataOutputStream data, long value) throws IOException {
        long left = value;
        while (left >= 0x80) {
            data.writeByte((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        data.writeByte((int) left);
    }

    private static long number(DataInputStream data) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            int next = data.readUnsignedByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("no number");
    }
}
