package dev.assent.verify.note;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with signatures below it (C2SP signed-note). The text is given out only by {@link #textSignedBy}: an unverified
 * one is of no use.
 */
final class SignedNote {

    /** More than a log and its witnesses need, and few enough to refuse a flood. */
    private static final int MOST_SIGNATURES = 64;

    private static final int ID_LENGTH = 4;
    private static final Pattern LINE = Pattern.compile("— ([^+\\p{IsWhite_Space}]+) ([A-Za-z0-9+/]+=*)");

    private final String text;
    private final List<Line> signatures;

    private SignedNote(String text, List<Line> signatures) {
        this.text = text;
        this.signatures = signatures;
    }

    private record Line(String name, int id, ByteBuffer rest) {
        byte[] signature() {
            byte[] signature = new byte[rest.remaining()];
            rest.duplicate().get(signature);
            return signature;
        }
    }

    static SignedNote parse(String note) throws InvalidNoteException {
        if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new InvalidNoteException("the note has control characters");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(note)) {
            throw new InvalidNoteException("the note is not UTF-8");
        }
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
            throw new InvalidNoteException("the note has no signatures below an empty line");
        }
        List<Line> signatures = new ArrayList<>();
        for (String line : note.substring(split + 2, note.length() - 1).split("\n", -1)) {
            if (signatures.size() == MOST_SIGNATURES) {
                throw new InvalidNoteException("the note has too many signatures");
            }
            signatures.add(signature(line));
        }
        return new SignedNote(note.substring(0, split + 1), signatures);
    }

    private static Line signature(String line) throws InvalidNoteException {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new InvalidNoteException("a line below the note's text is not a signature");
        }
        byte[] idAndSignature;
        try {
            idAndSignature = Base64.getDecoder().decode(parts.group(2));
        } catch (IllegalArgumentException e) {
            throw new InvalidNoteException("a signature is not base64");
        }
        // The decoder also takes what it would not write: unpadded text, for one.
        if (!Base64.getEncoder().encodeToString(idAndSignature).equals(parts.group(2))) {
            throw new InvalidNoteException("a signature is not base64");
        }
        if (idAndSignature.length <= ID_LENGTH) {
            throw new InvalidNoteException("a signature is too short");
        }
        ByteBuffer buffer = ByteBuffer.wrap(idAndSignature);
        int id = buffer.getInt();
        return new Line(parts.group(1), id, buffer);
    }

    /**
     * When a witness cosigned the text (C2SP tlog-cosignature, cosignature/v1); empty if it did not.
     *
     * @throws InvalidNoteException if a cosignature that bears its name and id is false
     */
    Optional<Instant> cosignedBy(VerifierKey witness) throws InvalidNoteException {
        @Nullable Instant newest = null;
        for (Line line : signatures) {
            if (line.name().equals(witness.name()) && line.id() == witness.id()) {
                ByteBuffer timed = ByteBuffer.wrap(line.signature());
                if (!witness.witness() || timed.remaining() <= Long.BYTES) {
                    throw new InvalidNoteException("the cosignature of " + witness.name() + " is none");
                }
                long seconds = timed.getLong();
                byte[] signature = new byte[timed.remaining()];
                timed.get(signature);
                byte[] message = ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
                if (seconds <= 0 || !witness.verifies(message, signature)) {
                    throw new InvalidNoteException("the cosignature of " + witness.name() + " is false");
                }
                Instant at = Instant.ofEpochSecond(seconds);
                newest = newest == null || at.isAfter(newest) ? at : newest;
            }
        }
        return Optional.ofNullable(newest);
    }

    /** The text, before anyone is believed. */
    String text() {
        return text;
    }

    /**
     * The text, if one of the keys signed it. Signatures of other keys are passed over; one that bears a key's name and id
     * and is false spoils the note.
     */
    String textSignedBy(List<VerifierKey> keys) throws InvalidNoteException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean signed = false;
        for (Line line : signatures) {
            for (VerifierKey key : keys) {
                if (line.name().equals(key.name()) && line.id() == key.id()) {
                    if (!key.verifies(bytes, line.signature())) {
                        throw new InvalidNoteException("the signature of " + key.name() + " is false");
                    }
                    signed = true;
                }
            }
        }
        if (!signed) {
            String name = keys.getFirst().name();
            throw new InvalidNoteException("the note is not signed by " + name + " with the pinned key");
        }
        return text;
    }
}
