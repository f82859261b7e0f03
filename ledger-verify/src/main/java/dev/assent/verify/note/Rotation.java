package dev.assent.verify.note;

import dev.assent.verify.json.Json;
import dev.assent.verify.json.JsonException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An entry in which a log's key gives way to another; both have signed it.
 *
 * @param index its place in the log
 * @param value the event, byte for byte; {@code SHA-256("assent/entry/v1" ‖ 0x00 ‖ value)} must be the entry
 * @param oldKey the key that signed until then
 * @param newKey the key that signs every tree with this entry
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rotation(long index, byte[] value, VerifierKey oldKey, VerifierKey newKey) {

    private static final String TYPE = "assent.log-key-rotated.v1";

    /**
     * Reads a rotation and checks both signatures.
     *
     * @throws InvalidNoteException if it is none, is another log's, or one of its keys has not signed it
     */
    public static Rotation parse(long index, byte[] value, String origin) throws InvalidNoteException {
        try {
            Json event = Json.parse(new String(value, StandardCharsets.UTF_8));
            if (!event.text("type").equals(TYPE)) {
                throw new InvalidNoteException("entry " + index + " is no rotation of a key");
            }
            String oldText = event.text("oldKey");
            String newText = event.text("newKey");
            VerifierKey oldKey = VerifierKey.parse(oldText);
            VerifierKey newKey = VerifierKey.parse(newText);
            if (!oldKey.name().equals(origin)
                    || !newKey.name().equals(origin)
                    || !origin.endsWith("/" + event.text("log"))) {
                throw new InvalidNoteException("the rotation at entry " + index + " is another log's");
            }
            byte[] statement = ("assent/log-key-rotated/v1\n" + event.text("eventId") + "\n" + oldText + "\n" + newText
                            + "\n")
                    .getBytes(StandardCharsets.UTF_8);
            if (!oldKey.verifies(statement, Base64.getDecoder().decode(event.text("oldSignature")))
                    || !newKey.verifies(statement, Base64.getDecoder().decode(event.text("newSignature")))) {
                throw new InvalidNoteException("the rotation at entry " + index + " is not signed by both keys");
            }
            return new Rotation(index, value, oldKey, newKey);
        } catch (JsonException | IllegalArgumentException e) {
            throw new InvalidNoteException("the rotation at entry " + index + " cannot be read: " + e.getMessage());
        }
    }
}
