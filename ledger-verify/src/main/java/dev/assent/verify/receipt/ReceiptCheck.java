package dev.assent.verify.receipt;

import dev.assent.verify.entry.Commitment;
import dev.assent.verify.json.Json;
import dev.assent.verify.json.JsonException;
import dev.assent.verify.merkle.Hash;
import dev.assent.verify.merkle.InclusionProof;
import dev.assent.verify.note.Checkpoint;
import dev.assent.verify.note.InvalidNoteException;
import dev.assent.verify.note.VerifierKey;
import dev.assent.verify.report.Cosigned;
import dev.assent.verify.report.LogAccount;
import dev.assent.verify.report.LogResult;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Checks a receipt without asking anyone: its event makes its commitment, its proof leads from there to its checkpoint,
 * a key that the reader pinned signed that, and so did the witnesses that the reader names. A receipt of an erased choice has no event; its place in the log is
 * checked all the same.
 */
public final class ReceiptCheck {

    private ReceiptCheck() {}

    /** Checks one receipt and asks for no witnesses; parameters as for the other one. */
    public static LogResult check(String receipt, List<VerifierKey> keys) {
        return check(receipt, keys, List.of());
    }

    /**
     * Checks one receipt.
     *
     * @param receipt the JSON or the JSON-LD as consent-ledger serves it
     * @param keys the pinned keys, among them that of the receipt's log
     * @param witnesses the pinned keys of witnesses, each of which must have cosigned the checkpoint; where one has not (yet),
     *     the receipt could not be checked
     */
    public static LogResult check(String receipt, List<VerifierKey> keys, List<VerifierKey> witnesses) {
        try {
            Json json = Json.parse(receipt);
            // In JSON-LD the same members have a prefix.
            String prefix = json.find("@context").isPresent() ? "assent:" : "";
            return check(json, prefix, keys, witnesses, new LogAccount(json.text(prefix + "log")));
        } catch (JsonException e) {
            LogAccount account = new LogAccount("?");
            account.wrong("the receipt cannot be read: " + e.getMessage());
            return account.close();
        }
    }

    private static LogResult check(
            Json receipt, String prefix, List<VerifierKey> keys, List<VerifierKey> witnesses, LogAccount account)
            throws JsonException {
        String log = receipt.text(prefix + "log");
        long index = receipt.number(prefix + "index");
        String note = receipt.text(prefix + "checkpoint");
        // Of a log whose key was changed the reader may have pinned both.
        List<VerifierKey> ofLog = keys.stream()
                .filter(pinned -> pinned.name().equals(Checkpoint.claimedOrigin(note)))
                .toList();
        if (ofLog.isEmpty()) {
            return account.stopped("no key is pinned for “" + Checkpoint.claimedOrigin(note) + "”");
        }
        if (!ofLog.getFirst().name().endsWith("/" + log)) {
            account.wrong(
                    index,
                    "the receipt is of log %s, its checkpoint of %s"
                            .formatted(log, ofLog.getFirst().name()));
        }
        byte[] commitment;
        try {
            commitment = Base64.getDecoder().decode(receipt.text(prefix + "commitment"));
            if (receipt.find(prefix + "event").isEmpty()) {
                account.count("erased events", 1);
            } else {
                byte[] event = Base64.getDecoder().decode(receipt.text(prefix + "event"));
                if (!Arrays.equals(Commitment.of(event), commitment)) {
                    account.wrong(index, "the event is not the one that was committed to");
                }
                checkReadable(receipt, event, index, account);
            }
            List<Hash> path =
                    receipt.texts(prefix + "proof").stream().map(Hash::ofBase64).toList();
            Checkpoint checkpoint = Checkpoint.open(note, ofLog);
            account.count("checkpoints", 1);
            account.root(checkpoint.root());
            if (!new InclusionProof(index, checkpoint.size(), path).holds(Hash.leaf(commitment), checkpoint.root())) {
                account.wrong(index, "the proof does not lead to the signed checkpoint");
            }
            account.count("inclusion proofs", 1);
            for (VerifierKey witness : witnesses) {
                Optional<Instant> at = Checkpoint.cosignedBy(note, witness);
                if (at.isEmpty()) {
                    return account.stopped("the receipt's checkpoint is not cosigned by " + witness.name()
                            + " with the pinned key; a receipt that is fetched again may be");
                }
                account.cosigned(new Cosigned(witness.name(), at.get(), checkpoint.size()));
            }
        } catch (IllegalArgumentException e) {
            account.wrong(index, "the receipt has a member that is not base64 of what it should be");
        } catch (InvalidNoteException e) {
            account.wrong(index, "the checkpoint must not be believed: " + e.getMessage());
        }
        return account.close();
    }

    /** People read the readable copy, and the proof is of the event: they must say the same. */
    private static void checkReadable(Json receipt, byte[] event, long index, LogAccount account) throws JsonException {
        Optional<Json> readable = receipt.find("readable");
        if (readable.isPresent() && !readable.get().equals(Json.parse(new String(event, StandardCharsets.UTF_8)))) {
            account.wrong(index, "the readable copy is not what the event says");
        }
    }
}
