package dev.assent.ledger.ingest;

import dev.assent.events.LogKeyRotated;
import dev.assent.events.MalformedEventException.Reason;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.NoteKey;

import java.util.Base64;
import java.util.Optional;

/** When a log's key may be changed: only in this log, only from its present key, and only if both keys say so. */
final class RotationRule {

    private RotationRule() {}

    /**
     * Why a rotation cannot be an entry; empty if it can.
     *
     * @param present the log's newest key
     */
    static Optional<Reason> refusal(LogKeyRotated rotation, LogId log, NoteKey present) {
        if (!rotation.log().equals(log.name())) {
            return Optional.of(Reason.WRONG_LOG);
        }
        if (!rotation.oldKey().equals(present.text())) {
            return Optional.of(Reason.WRONG_OLD_KEY);
        }
        Optional<NoteKey> next =
                NoteKey.parse(rotation.newKey()).filter(key -> key.type() == NoteKey.Type.LOG && !key.equals(present));
        if (next.isEmpty()) {
            return Optional.of(Reason.INVALID_FIELD);
        }
        if (!next.get().name().equals(present.name())) {
            return Optional.of(Reason.WRONG_LOG);
        }
        byte[] statement = LogKeyRotated.statement(rotation.eventId(), rotation.oldKey(), rotation.newKey());
        boolean signed = present.verifies(statement, Base64.getDecoder().decode(rotation.oldSignature()))
                && next.get().verifies(statement, Base64.getDecoder().decode(rotation.newSignature()));
        return signed ? Optional.empty() : Optional.of(Reason.FALSE_SIGNATURE);
    }
}
