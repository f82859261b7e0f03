package dev.assent.ledger.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A text with signatures below it (C2SP signed-note). Its text is given out only to who says whose signature counts. */
public final class SignedNote {

    /** As many as Go's reader takes; a log and its witnesses need a handful. */
    private static final int MOST_SIGNATURES = 100;

    /** Ten thousand years: what a database can hold. */
    private static final long MOST_SECONDS = 253_402_300_799L;

    private static final String DASH = "— ";

    private final String text;
    private final List<Line> lines;

    private SignedNote(String text, List<Line> lines) {
        this.text = text;
        this.lines = lines;
    }

    /**
     * A signature's line.
     *
     * @param name the name of the key that is said to have made it
     * @param id that key's id
     * @param signature what follows the id
     * @param whole the line with its end, as it stood
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Line(String name, byte[] id, byte[] signature, String whole) {

        boolean bears(NoteKey key) {
            return name.equals(key.name()) && Arrays.equals(id, key.id());
        }
    }

    /** Reads a note; empty for what is none. Nothing is believed yet. */
    public static Optional<SignedNote> parse(String note) {
        int split = note.lastIndexOf("\n\n");
        boolean printable = note.chars().noneMatch(c -> c < ' ' && c != '\n')
                && StandardCharsets.UTF_8.newEncoder().canEncode(note);
        if (!printable || split < 0 || split + 2 == note.length() || !note.endsWith("\n")) {
            return Optional.empty();
        }
        List<Line> lines = new ArrayList<>();
        for (String line : note.substring(split + 2, note.length() - 1).split("\n", -1)) {
            Optional<Line> read = lines.size() == MOST_SIGNATURES ? Optional.empty() : line(line);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            lines.add(read.get());
        }
        return Optional.of(new SignedNote(note.substring(0, split + 1), lines));
    }

    private static Optional<Line> line(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            return Optional.empty();
        }
        String name = line.substring(DASH.length(), space);
        try {
            byte[] decoded = Base64.getDecoder().decode(line.substring(space + 1));
            return NoteKey.isName(name) && decoded.length > NoteKey.ID_LENGTH
                    ? Optional.of(new Line(
                            name,
                            Arrays.copyOf(decoded, NoteKey.ID_LENGTH),
                            Arrays.copyOfRange(decoded, NoteKey.ID_LENGTH, decoded.length),
                            line + "\n"))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A line's text, with its end. */
    static String line(NoteKey key, byte[] signature) {
        byte[] bytes = ByteBuffer.allocate(NoteKey.ID_LENGTH + signature.length)
                .put(key.id())
                .put(signature)
                .array();
        return DASH + key.name() + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    /**
     * The text, if one of the keys signed it. Signatures of other keys are passed over, even if they share a name or an id
     * with a known one; a false one that bears both spoils the note.
     */
    public Optional<String> textSignedBy(Collection<NoteKey> keys) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean signed = false;
        for (Line line : lines) {
            for (NoteKey key : keys) {
                if (line.bears(key)) {
                    if (key.type() != NoteKey.Type.LOG || !key.verifies(bytes, line.signature())) {
                        return Optional.empty();
                    }
                    signed = true;
                }
            }
        }
        return signed ? Optional.of(text) : Optional.empty();
    }

    /** A witness's cosignature; empty if there is none, or if one that bears its name and id is false. */
    public Optional<Cosignature> cosignedBy(NoteKey witness) {
        Optional<Cosignature> newest = Optional.empty();
        for (Line line : lines) {
            if (line.bears(witness)) {
                Optional<Cosignature> read = cosignature(witness, line);
                if (read.isEmpty()) {
                    return Optional.empty();
                }
                newest = newest.filter(known -> known.at().isAfter(read.get().at()))
                        .or(() -> read);
            }
        }
        return newest;
    }

    private Optional<Cosignature> cosignature(NoteKey witness, Line line) {
        if (witness.type() != NoteKey.Type.WITNESS || line.signature().length <= Long.BYTES) {
            return Optional.empty();
        }
        long seconds = ByteBuffer.wrap(line.signature()).getLong();
        byte[] message = ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
        byte[] signature = Arrays.copyOfRange(line.signature(), Long.BYTES, line.signature().length);
        return seconds > 0 && seconds <= MOST_SECONDS && witness.verifies(message, signature)
                ? Optional.of(new Cosignature(line.whole(), Instant.ofEpochSecond(seconds)))
                : Optional.empty();
    }

    /** The names of the keys beside the log's own that are said to have signed it; nothing is checked. */
    public List<String> claimedCosigners() {
        String origin = text.substring(0, text.indexOf('\n'));
        return lines.stream()
                .map(Line::name)
                .filter(name -> !name.equals(origin))
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        lines.forEach(line -> note.append(line.whole()));
        return note.toString();
    }
}
