package dev.assent.verify.stored;

import dev.assent.verify.entry.Commitment;
import dev.assent.verify.json.Json;
import dev.assent.verify.json.JsonException;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.LogAccount;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Opens each entry's event and holds everything that the row says of it against the event. Used by one thread. */
final class OpenedEvents {

    private static final int CHOICE = 1;
    private static final int SUPERSEDED = 2;
    private static final int LINK = 6;
    private static final int UNLINK = 7;
    private static final int KEY_ROTATED = 8;
    private static final int ERASE = 3;
    private static final int RESTRICT = 4;
    private static final int LIFT = 9;

    private final String log;
    private final KeyEncryptionKeys keks;
    private final LogAccount account;
    private final ChoicesOfSubjects subjects;
    /** One for each kind of key: a cipher that keeps its key is faster than one that changes it. */
    private final Opener unwrapping = new Opener();

    private final Opener opening = new Opener();
    private long opened;
    private long erased;

    OpenedEvents(String log, KeyEncryptionKeys keks, LogAccount account, ChoicesOfSubjects subjects) {
        this.log = log;
        this.keks = keks;
        this.account = account;
        this.subjects = subjects;
    }

    void check(EntryRow row) throws CouldNotCheckException {
        EntryRow.Key key = row.key;
        subjects.event(row);
        if (key == null) {
            if (row.tombstone) {
                subjects.shredded(row.index);
                erased++;
            } else {
                account.wrong(row.index, "its data key %d is gone, and there is no tombstone".formatted(row.keyNo));
            }
            return;
        }
        SealingKey kek = keks.find(key.kekId)
                .orElseThrow(() ->
                        new CouldNotCheckException("entry %d needs the key-encryption key “%s”, which was not given"
                                .formatted(row.index, key.kekId)));
        Optional<byte[]> dataKey = unwrapping.open(kek, key.wrapped, key.additionalData(log, row.keyNo));
        if (dataKey.isEmpty()) {
            account.wrong(row.index, "its data key %d cannot be unwrapped".formatted(row.keyNo));
            return;
        }
        Optional<byte[]> value = opening.open(new SealingKey(dataKey.get()), row.sealed, row.additionalData(log));
        if (value.isEmpty()) {
            account.wrong(row.index, "its sealed event cannot be opened: the row was changed");
            return;
        }
        if (!Arrays.equals(Commitment.of(value.get()), row.commitment)) {
            account.wrong(row.index, "its commitment is not that of its event");
            return;
        }
        opened++;
        compare(row, key, value.get());
    }

    /** Adds what was counted to the account. */
    void count() {
        account.count("events opened", opened);
        account.count("erased events", erased);
        opened = 0;
        erased = 0;
    }

    private void compare(EntryRow row, EntryRow.Key key, byte[] value) {
        try {
            EventView event = EventView.of(value);
            must(row, event.eventId().equals(row.eventId.toString()), "event id");
            must(row, event.site().equals(key.site), "site");
            must(row, event.subject().equals(key.subject), "subject");
            must(row, event.quarter() == key.quarter, "quarter");
            must(row, event.receiptTag().equals(ByteBuffer.wrap(row.receiptTag)), "receipt tag");
            must(row, Objects.equals(event.sequence(), row.sequence), "sequence");
            compareKind(row, key, event, value);
        } catch (JsonException | DateTimeException | IllegalArgumentException e) {
            account.wrong(row.index, "its event cannot be read: " + e.getMessage());
        }
    }

    private void compareKind(EntryRow row, EntryRow.Key key, EventView event, byte[] value) throws JsonException {
        switch (event.type()) {
            case "assent.choice-recorded.v1" -> compareChoice(row, key, event.choice());
            case "assent.subject-command.v1" -> {
                int kind =
                        switch (String.valueOf(event.command())) {
                            case "erase" -> ERASE;
                            case "restrict" -> isLifted(value) ? LIFT : RESTRICT;
                            case "expire" -> 5;
                            default -> 0;
                        };
                must(row, row.kind == kind && row.standing == null, "kind");
                if (kind == ERASE) {
                    // An erasure shreds the key that it is sealed with, in its own transaction.
                    account.wrong(row.index, "orders an erasure, and can still be opened: its data key is there");
                }
            }
            case "assent.subject-linked.v1" -> {
                int kind = Boolean.TRUE.equals(event.linked()) ? LINK : UNLINK;
                must(row, row.kind == kind && row.standing == null, "kind");
            }
            case EventView.ROTATED -> must(row, row.kind == KEY_ROTATED && row.standing == null, "kind");
            default -> account.wrong(row.index, "its event is of a type that no log holds");
        }
    }

    private void compareChoice(EntryRow row, EntryRow.Key key, EarlierChoices.Choice choice) {
        // Before 0.2.0 there was no standing, and every choice was an answer.
        must(row, choice.standing() == (row.standing == null ? EarlierChoices.ANSWER : row.standing), "standing");
        if (row.kind == CHOICE || row.kind == SUPERSEDED) {
            subjects.choice(row, key, choice);
        } else {
            must(row, false, "kind");
        }
    }

    private static boolean isLifted(byte[] value) throws JsonException {
        Json event = Json.parse(new String(value, StandardCharsets.UTF_8));
        return event.find("lifted").equals(Optional.of(new Json.Bool(true)));
    }

    private void must(EntryRow row, boolean holds, String what) {
        if (!holds) {
            account.wrong(row.index, "its " + what + " is not that of its event");
        }
    }
}
