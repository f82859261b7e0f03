package dev.assent.ledger.log;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What is signed of a log (C2SP tlog-checkpoint).
 *
 * @param origin names the log for ever
 * @param size the tree's size
 * @param root its root, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Checkpoint(String origin, long size, byte[] root) {

    /** The text that is signed: three lines. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /** Reads the text; empty for anything that {@link #text()} does not write. */
    public static Optional<Checkpoint> parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4) {
            return Optional.empty();
        }
        try {
            Checkpoint read = new Checkpoint(
                    lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
            boolean whole = read.size >= 0
                    && read.root.length == Hashes.LENGTH
                    && read.text().equals(text);
            return whole ? Optional.of(read) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What a note says, whoever signed it: to choose among notes before any is believed. */
    public static Optional<Checkpoint> claimedBy(String note) {
        int split = note.lastIndexOf("\n\n");
        return split < 0 ? Optional.empty() : parse(note.substring(0, split + 1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && origin.equals(that.origin)
                && size == that.size
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return 31 * origin.hashCode() + Long.hashCode(size);
    }
}
