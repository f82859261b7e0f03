package dev.assent.verify.stored;

import dev.assent.verify.entry.Commitment;
import dev.assent.verify.json.Json;
import dev.assent.verify.json.JsonException;
import dev.assent.verify.merkle.Hash;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.LogAccount;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Opens each entry's event and holds everything that the row says of it against the event. */
final class OpenedEvents {

    private static final int CHOICE = 1;
    private static final int SUPERSEDED = 2;
    private static final int LINK = 6;
    private static final int UNLINK = 7;
    private static final int SALT_LENGTH = 32;
    private static final int RECEIPT_KEY_LENGTH = 16;
    private static final int QUARTERS_PER_YEAR_CODE = 10;
    private static final byte[] RECEIPT_DOMAIN = "assent/receipt/v1\0".getBytes(StandardCharsets.US_ASCII);

    private final String log;
    private final KeyEncryptionKeys keks;
    private final LogAccount account;

    /** The choices so far of each subject whose key is there: they decide what is superseded. */
    private final Map<String, EarlierChoices> earlier = new HashMap<>();

    private boolean anyShredded;

    OpenedEvents(String log, KeyEncryptionKeys keks, LogAccount account) {
        this.log = log;
        this.keks = keks;
        this.account = account;
    }

    void check(EntryRow row) throws CouldNotCheckException {
        EntryRow.Key key = row.key;
        if (key == null) {
            if (row.tombstone) {
                anyShredded = true;
                account.count("erased events", 1);
            } else {
                account.wrong(row.index, "its data key %d is gone, and there is no tombstone".formatted(row.keyNo));
            }
            return;
        }
        SealingKey kek = keks.find(key.kekId)
                .orElseThrow(() ->
                        new CouldNotCheckException("entry %d needs the key-encryption key “%s”, which was not given"
                                .formatted(row.index, key.kekId)));
        Optional<byte[]> dataKey = kek.open(key.wrapped, key.additionalData(log, row.keyNo));
        if (dataKey.isEmpty()) {
            account.wrong(row.index, "its data key %d cannot be unwrapped".formatted(row.keyNo));
            return;
        }
        Optional<byte[]> value = new SealingKey(dataKey.get()).open(row.sealed, row.additionalData(log));
        if (value.isEmpty()) {
            account.wrong(row.index, "its sealed event cannot be opened: the row was changed");
            return;
        }
        if (!Arrays.equals(Commitment.of(value.get()), row.commitment)) {
            account.wrong(row.index, "its commitment is not that of its event");
            return;
        }
        account.count("events opened", 1);
        compare(row, key, value.get());
    }

    private void compare(EntryRow row, EntryRow.Key key, byte[] value) {
        try {
            Json event = Json.parse(new String(value, StandardCharsets.UTF_8));
            must(row, event.text("eventId").equals(row.eventId.toString()), "event id");
            must(row, event.text("site").equals(key.site), "site");
            must(row, event.text("subject").equals(key.subject), "subject");
            must(row, quarter(event.text("recordedAt")) == key.quarter, "quarter");
            must(row, Arrays.equals(receiptTag(event.text("salt")), row.receiptTag), "receipt tag");
            Long sequence = event.find("sequence").isPresent() ? event.number("sequence") : null;
            must(row, Objects.equals(sequence, row.sequence), "sequence");
            compareKind(row, key, event);
        } catch (JsonException | DateTimeException | IllegalArgumentException e) {
            account.wrong(row.index, "its event cannot be read: " + e.getMessage());
        }
    }

    private void compareKind(EntryRow row, EntryRow.Key key, Json event) throws JsonException {
        switch (event.text("type")) {
            case "assent.choice-recorded.v1" -> compareChoice(row, key, event);
            case "assent.subject-command.v1" -> {
                int kind =
                        switch (event.text("command")) {
                            case "erase" -> 3;
                            case "restrict" -> 4;
                            case "expire" -> 5;
                            default -> 0;
                        };
                must(row, row.kind == kind && row.standing == null, "kind");
            }
            case "assent.subject-linked.v1" -> {
                int kind = event.get("linked").equals(new Json.Bool(true)) ? LINK : UNLINK;
                must(row, row.kind == kind && row.standing == null, "kind");
            }
            default -> account.wrong(row.index, "its event is of a type that no log holds");
        }
    }

    private void compareChoice(EntryRow row, EntryRow.Key key, Json event) throws JsonException {
        EarlierChoices before = earlier.computeIfAbsent(key.site + "\0" + key.subject, subject -> new EarlierChoices());
        EarlierChoices.Choice choice = EarlierChoices.Choice.of(event, row.sequence);
        // What superseded a choice may have been shredded since; what did not supersede it never comes later.
        boolean right = before.supersede(choice)
                ? row.kind == SUPERSEDED
                : row.kind == CHOICE || (row.kind == SUPERSEDED && anyShredded && choice.mayHaveNoEffect());
        must(row, right, "kind");
        // Before 0.2.0 there was no standing, and every choice was an answer.
        must(row, choice.standing() == (row.standing == null ? EarlierChoices.ANSWER : row.standing), "standing");
        before.add(choice, row.kind == CHOICE);
    }

    private void must(EntryRow row, boolean holds, String what) {
        if (!holds) {
            account.wrong(row.index, "its " + what + " is not that of its event");
        }
    }

    private static int quarter(String recordedAt) {
        ZonedDateTime time = Instant.parse(recordedAt).atZone(ZoneOffset.UTC);
        return time.getYear() * QUARTERS_PER_YEAR_CODE + time.get(IsoFields.QUARTER_OF_YEAR);
    }

    private static byte[] receiptTag(String salt) {
        byte[] bytes = Base64.getUrlDecoder().decode(salt);
        if (bytes.length != SALT_LENGTH) {
            throw new IllegalArgumentException("its salt has not 32 bytes");
        }
        MessageDigest digest = Hash.sha256();
        digest.update(RECEIPT_DOMAIN);
        digest.update(bytes, 0, RECEIPT_KEY_LENGTH);
        return Arrays.copyOf(digest.digest(), RECEIPT_KEY_LENGTH);
    }
}
