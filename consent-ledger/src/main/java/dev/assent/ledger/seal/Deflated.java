package dev.assent.ledger.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Raw DEFLATE (RFC 1951) with a preset dictionary: what all choices have in common stands there, so that a choice takes a
 * third of its length. The dictionary is part of the format and never changes; a better one would be another format.
 */
final class Deflated {

    private static final byte[] DICTIONARY = dictionary();
    private static final int PIECE = 1024;
    private static final boolean RAW = true;

    /** Each holds memory outside the heap: there are as many as are used at once. */
    private static final Queue<Deflater> DEFLATERS = new ConcurrentLinkedQueue<>();

    private static final Queue<Inflater> INFLATERS = new ConcurrentLinkedQueue<>();

    private Deflated() {}

    /** The bytes, deflated. */
    static byte[] of(byte[] bytes) {
        Deflater deflater = DEFLATERS.poll();
        if (deflater == null) {
            deflater = new Deflater(Deflater.BEST_SPEED, RAW);
        }
        deflater.setDictionary(DICTIONARY);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] piece = new byte[PIECE];
        ByteArrayOutputStream deflated = new ByteArrayOutputStream(PIECE);
        while (!deflater.finished()) {
            deflated.write(piece, 0, deflater.deflate(piece));
        }
        deflater.reset();
        DEFLATERS.add(deflater);
        return deflated.toByteArray();
    }

    /**
     * What was deflated.
     *
     * @throws CannotOpenException if it is no whole raw DEFLATE stream over the dictionary
     */
    static byte[] whole(byte[] deflated) {
        Inflater inflater = INFLATERS.poll();
        if (inflater == null) {
            inflater = new Inflater(RAW);
        }
        try {
            inflater.setDictionary(DICTIONARY);
            inflater.setInput(deflated);
            byte[] piece = new byte[PIECE];
            ByteArrayOutputStream whole = new ByteArrayOutputStream(PIECE);
            while (!inflater.finished()) {
                int count = inflater.inflate(piece);
                if (count == 0 && !inflater.finished()) {
                    throw new CannotOpenException("deflated otherwise");
                }
                whole.write(piece, 0, count);
            }
            return whole.toByteArray();
        } catch (DataFormatException e) {
            throw new CannotOpenException("deflated otherwise", e);
        } finally {
            inflater.reset();
            INFLATERS.add(inflater);
        }
    }

    private static byte[] dictionary() {
        try (InputStream file = Objects.requireNonNull(Deflated.class.getResourceAsStream("/seal/dictionary-1.txt"))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
