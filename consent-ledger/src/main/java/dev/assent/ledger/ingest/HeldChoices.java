package dev.assent.ledger.ingest;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import dev.assent.events.Subject;
import dev.assent.events.SubjectCommand;
import dev.assent.ledger.evidence.Entries;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.ingest.KeptProofs.Held;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.restricted.Case;
import dev.assent.ledger.seal.CaseKey;
import dev.assent.ledger.seal.CaseSealer;
import dev.assent.ledger.seal.Sealer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The choices of subjects whom the batch erases while keeping proofs: those in the log before, and those of the batch. */
final class HeldChoices {

    private final LogId log;
    private final CaseSealer sealer;
    private final Map<Subject, List<Held>> choices = new HashMap<>();

    HeldChoices(LogId log, CaseSealer sealer) {
        this.log = log;
        this.sealer = sealer;
    }

    /** Reads and opens what is stored of the subjects' choices. */
    static HeldChoices load(
            Connection connection, LogId log, Sealer sealer, CaseSealer cases, Collection<Subject> erasing)
            throws SQLException {
        HeldChoices held = new HeldChoices(log, cases);
        for (Subject subject : erasing) {
            List<Held> stored = new ArrayList<>();
            for (Entries.Keyed found : Entries.choices(connection, log, subject.site(), subject.value())) {
                stored.add(open(log, sealer, found));
            }
            held.choices.put(subject, stored);
        }
        return held;
    }

    private static Held open(LogId log, Sealer sealer, Entries.Keyed found) {
        Entry entry = found.entry();
        byte[] key = sealer.unwrap(Objects.requireNonNull(found.key(), "found by its key"));
        byte[] value = sealer.open(key, log, entry.index(), entry.eventId(), entry.sealed());
        try {
            if (EventCodec.read(value) instanceof ChoiceRecorded choice) {
                return new Held(entry.index(), entry.kind() == Entry.Kind.CHOICE, choice, value);
            }
        } catch (MalformedEventException e) {
            throw new IllegalStateException("entry %d of log %s cannot be read".formatted(entry.index(), log), e);
        }
        throw new IllegalStateException("entry %d of log %s is no choice".formatted(entry.index(), log));
    }

    /** Adds a choice of this batch, if its subject is one of them. */
    void add(ChoiceRecorded choice, long index, Entry.Kind kind, byte[] value) {
        List<Held> held = choices.get(SubjectKeys.subjectOf(choice));
        if (held != null) {
            held.add(new Held(index, kind == Entry.Kind.CHOICE, choice, value));
        }
    }

    /**
     * What an erasure keeps of its subject, sealed under a key of its own, with the order itself; empty where it keeps
     * nothing. The subject's choices are forgotten.
     */
    Optional<Case> keep(SubjectCommand erase, long index, byte[] value) {
        List<Held> held = choices.getOrDefault(SubjectKeys.subjectOf(erase), List.of());
        KeptProofs kept = KeptProofs.of(erase, held);
        choices.computeIfPresent(SubjectKeys.subjectOf(erase), (subject, gone) -> new ArrayList<>());
        Instant keepUntil = kept.keepUntil();
        if (keepUntil == null) {
            return Optional.empty();
        }
        CaseKey caseKey = sealer.newKey(log, index, erase.site(), keepUntil);
        byte[] key = sealer.unwrap(caseKey);
        List<Case.Proof> proofs = new ArrayList<>();
        for (Held proof : kept.proofs()) {
            proofs.add(new Case.Proof(proof.index(), sealer.seal(key, log, index, proof.index(), proof.value())));
        }
        proofs.add(new Case.Proof(index, sealer.seal(key, log, index, index, value)));
        return Optional.of(new Case(caseKey, erase.requestId(), proofs));
    }
}
