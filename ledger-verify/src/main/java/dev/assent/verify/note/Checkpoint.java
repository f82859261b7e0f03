package dev.assent.verify.note;

import dev.assent.verify.merkle.Hash;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a log has signed about its tree (C2SP tlog-checkpoint).
 *
 * @param origin which log
 * @param size how many entries
 * @param root the tree's root over them
 */
public record Checkpoint(String origin, long size, Hash root) {

    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    /**
     * Opens a signed checkpoint.
     *
     * @param note the signed note as the log serves it
     * @param key the log's key, which the reader got elsewhere than from the log
     * @throws InvalidNoteException if the key did not sign it, or if it is another log's or no checkpoint
     */
    public static Checkpoint open(String note, VerifierKey key) throws InvalidNoteException {
        return open(note, List.of(key));
    }

    /**
     * Opens a signed checkpoint.
     *
     * @param keys keys of one log, of which one must have signed it
     * @throws InvalidNoteException if none of them did, or if it is another log's or no checkpoint
     */
    public static Checkpoint open(String note, List<VerifierKey> keys) throws InvalidNoteException {
        VerifierKey key = keys.getFirst();
        Checkpoint opened = read(SignedNote.parse(note).textSignedBy(keys));
        if (!opened.origin().equals(key.name())) {
            throw new InvalidNoteException("the checkpoint is that of " + opened.origin() + ", not of " + key.name());
        }
        return opened;
    }

    /**
     * Reads a checkpoint that the reader keeps and has opened before; no signature is checked.
     *
     * @throws InvalidNoteException if it is no checkpoint
     */
    public static Checkpoint kept(String note) throws InvalidNoteException {
        return read(SignedNote.parse(note).text());
    }

    private static Checkpoint read(String text) throws InvalidNoteException {
        List<String> lines = List.of(text.split("\n", -1));
        // The text ends in a newline, so the last element is empty.
        if (lines.size() < 4 || lines.subList(0, lines.size() - 1).contains("")) {
            throw new InvalidNoteException("a checkpoint has an origin, a size and a root");
        }
        return new Checkpoint(lines.get(0), size(lines.get(1)), root(lines.get(2)));
    }

    /**
     * Opens a signed checkpoint of a log whose key may have been changed: the size that it states decides which key must
     * have signed it.
     *
     * @throws InvalidNoteException if that key did not sign it, or if it is another log's or no checkpoint
     */
    public static Checkpoint open(String note, LogKeys keys) throws InvalidNoteException {
        List<String> lines = note.lines().limit(2).toList();
        // Believed only to choose the key; the signature is over this line too.
        return open(note, keys.at(lines.size() < 2 ? 0 : size(lines.get(1))));
    }

    /**
     * When a witness cosigned a checkpoint; empty if it did not.
     *
     * @throws InvalidNoteException if what bears its name and id is no cosignature of it
     */
    public static Optional<Instant> cosignedBy(String note, VerifierKey witness) throws InvalidNoteException {
        return SignedNote.parse(note).cosignedBy(witness);
    }

    /**
     * What a cosignature is over: the checkpoint's text without signatures.
     *
     * @throws InvalidNoteException if it is no signed note
     */
    public static String textOf(String note) throws InvalidNoteException {
        return SignedNote.parse(note).text();
    }

    /** The origin that a checkpoint claims, before anything is believed: to find the key that would have to sign it. */
    public static String claimedOrigin(String note) {
        return note.lines().findFirst().orElse("");
    }

    private static long size(String line) throws InvalidNoteException {
        if (SIZE.matcher(line).matches()) {
            try {
                return Long.parseLong(line);
            } catch (NumberFormatException e) {
                // Above 2^63: said below.
            }
        }
        throw new InvalidNoteException("the checkpoint's size is not a number of entries");
    }

    private static Hash root(String line) throws InvalidNoteException {
        try {
            Hash root = Hash.ofBase64(line);
            if (root.base64().equals(line)) {
                return root;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new InvalidNoteException("the checkpoint's root is not base64 of 32 bytes");
    }
}
