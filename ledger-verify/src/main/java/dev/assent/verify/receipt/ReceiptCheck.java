package dev.assent.verify.receipt;

import dev.assent.verify.entry.Commitment;
import dev.assent.verify.json.Json;
import dev.assent.verify.json.JsonException;
import dev.assent.verify.merkle.Hash;
import dev.assent.verify.merkle.InclusionProof;
import dev.assent.verify.note.Checkpoint;
import dev.assent.verify.note.InvalidNoteException;
import dev.assent.verify.note.VerifierKey;
import dev.assent.verify.report.LogAccount;
import dev.assent.verify.report.LogResult;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Checks a receipt without asking anyone: its event makes its commitment, its proof leads from there to its checkpoint,
 * and a key that the reader pinned signed that. A receipt of an erased choice has no event; its place in the log is
 * checked all the same.
 */
public final class ReceiptCheck {

    private ReceiptCheck() {}

    /**
     * Checks one receipt.
     *
     * @param receipt the JSON as consent-ledger serves it
     * @param keys the pinned keys, among them that of the receipt's log
     */
    public static LogResult check(String receipt, List<VerifierKey> keys) {
        try {
            Json json = Json.parse(receipt);
            return check(json, keys, new LogAccount(json.text("log")));
        } catch (JsonException e) {
            LogAccount account = new LogAccount("?");
            account.wrong("the receipt cannot be read: " + e.getMessage());
            return account.close();
        }
    }

    private static LogResult check(Json receipt, List<VerifierKey> keys, LogAccount account) throws JsonException {
        String log = receipt.text("log");
        long index = receipt.number("index");
        String note = receipt.text("checkpoint");
        Optional<VerifierKey> key = keys.stream()
                .filter(pinned -> pinned.name().equals(Checkpoint.claimedOrigin(note)))
                .findFirst();
        if (key.isEmpty()) {
            return account.stopped("no key is pinned for “" + Checkpoint.claimedOrigin(note) + "”");
        }
        if (!key.get().name().endsWith("/" + log)) {
            account.wrong(
                    index,
                    "the receipt is of log %s, its checkpoint of %s"
                            .formatted(log, key.get().name()));
        }
        byte[] commitment;
        try {
            commitment = Base64.getDecoder().decode(receipt.text("commitment"));
            Optional<Json> event = receipt.find("event");
            if (event.isEmpty()) {
                account.count("erased events", 1);
            } else if (!Arrays.equals(Commitment.of(Base64.getDecoder().decode(receipt.text("event"))), commitment)) {
                account.wrong(index, "the event is not the one that was committed to");
            }
            List<Hash> path =
                    receipt.texts("proof").stream().map(Hash::ofBase64).toList();
            Checkpoint checkpoint = Checkpoint.open(note, key.get());
            account.count("checkpoints", 1);
            account.root(checkpoint.root());
            if (!new InclusionProof(index, checkpoint.size(), path).holds(Hash.leaf(commitment), checkpoint.root())) {
                account.wrong(index, "the proof does not lead to the signed checkpoint");
            }
            account.count("inclusion proofs", 1);
        } catch (IllegalArgumentException e) {
            account.wrong(index, "the receipt has a member that is not base64 of what it should be");
        } catch (InvalidNoteException e) {
            account.wrong(index, "the checkpoint must not be believed: " + e.getMessage());
        }
        return account.close();
    }
}
