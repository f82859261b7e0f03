package dev.assent.verify.stored;

import dev.assent.verify.merkle.Hash;
import dev.assent.verify.report.LogAccount;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What depends on earlier entries: whether a choice takes effect, and that no event is there twice. Collected while the
 * entries are read in any order, and judged at the end.
 */
final class ChoicesOfSubjects implements AutoCloseable {

    private static final int SUPERSEDED = 2;
    private static final int CHOICE = 1;
    private static final int WHO = 16;
    private static final int CHOICE_LENGTH = WHO + 4 * Long.BYTES;
    private static final int EVENT_LENGTH = WHO + Long.BYTES;
    private static final long NO_SEQUENCE = Long.MIN_VALUE;

    private static final int PENDING_BIT = 1;
    private static final int SUPERSEDED_BIT = 2;
    private static final int IMPORTED_BIT = 4;
    private static final int STANDING_SHIFT = 3;
    private static final int FLAG_BITS = 8;
    private static final int NANO_SHIFT = 32;

    private final LogAccount account;
    private final Pile choices = new Pile(CHOICE_LENGTH, 0);
    private final Pile events = new Pile(EVENT_LENGTH, WHO - 1);
    private final byte[] salt = new byte[WHO];
    private final AtomicLong firstShredded = new AtomicLong(Long.MAX_VALUE);

    ChoicesOfSubjects(LogAccount account) {
        this.account = account;
        // So that the files say nothing of anybody.
        new SecureRandom().nextBytes(salt);
    }

    /** An entry is there. */
    void event(EntryRow row) {
        events.add(ByteBuffer.allocate(EVENT_LENGTH)
                .putLong(row.eventId.getMostSignificantBits())
                .putLong(row.eventId.getLeastSignificantBits())
                .putLong(row.index)
                .array());
    }

    /** An entry's event can no longer be read. */
    void shredded(long index) {
        firstShredded.accumulateAndGet(index, Math::min);
    }

    /** A choice was opened; its standing is that of its event. */
    void choice(EntryRow row, EntryRow.Key key, EarlierChoices.Choice choice) {
        MessageDigest digest = Hash.sha256();
        digest.update(salt);
        digest.update(key.site.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(key.subject.getBytes(StandardCharsets.UTF_8));
        Instant imported = choice.importedAt();
        long flags = (choice.anyPending() ? PENDING_BIT : 0)
                | (row.kind == SUPERSEDED ? SUPERSEDED_BIT : 0)
                | (imported == null ? 0 : IMPORTED_BIT)
                | ((long) choice.standing() << STANDING_SHIFT)
                | ((long) (imported == null ? 0 : imported.getNano()) << NANO_SHIFT);
        choices.add(ByteBuffer.allocate(CHOICE_LENGTH)
                .put(digest.digest(), 0, WHO)
                .putLong(row.index)
                .putLong(choice.sequence() == null ? NO_SEQUENCE : choice.sequence())
                .putLong(imported == null ? 0 : imported.getEpochSecond())
                .putLong(flags)
                .array());
    }

    /**
     * Judges what was collected.
     *
     * @param from entries before it were only read for what they say about later ones
     */
    void check(long from) {
        events.read(new Repeats());
        choices.read(new Effects(from));
    }

    /** Equal event ids follow each other. */
    private final class Repeats implements Pile.Reader {
        private byte[] last = new byte[0];

        @Override
        public void read(byte[] bytes, int at) {
            if (last.length > 0 && Arrays.equals(last, 0, WHO, bytes, at, at + WHO)) {
                account.wrong(
                        ByteBuffer.wrap(bytes).getLong(at + WHO),
                        "its event is entry %d already"
                                .formatted(ByteBuffer.wrap(last).getLong(WHO)));
            }
            last = Arrays.copyOfRange(bytes, at, at + EVENT_LENGTH);
        }
    }

    /** Choices of one subject follow each other in the order of the log. */
    private final class Effects implements Pile.Reader {
        private final long from;
        private byte[] who = new byte[WHO];
        private EarlierChoices earlier = new EarlierChoices();

        private Effects(long from) {
            this.from = from;
        }

        @Override
        public void read(byte[] bytes, int at) {
            if (!Arrays.equals(who, 0, WHO, bytes, at, at + WHO)) {
                who = Arrays.copyOfRange(bytes, at, at + WHO);
                earlier = new EarlierChoices();
            }
            ByteBuffer record = ByteBuffer.wrap(bytes).position(at + WHO);
            long index = record.getLong();
            long sequence = record.getLong();
            long second = record.getLong();
            long flags = record.getLong();
            @Nullable
            Instant imported = (flags & IMPORTED_BIT) == 0 ? null : Instant.ofEpochSecond(second, flags >>> NANO_SHIFT);
            int standing = (int) (flags & ((1 << FLAG_BITS) - 1)) >>> STANDING_SHIFT;
            judge(
                    index,
                    (flags & SUPERSEDED_BIT) == 0 ? CHOICE : SUPERSEDED,
                    new EarlierChoices.Choice(
                            sequence == NO_SEQUENCE ? null : sequence, (flags & PENDING_BIT) != 0, standing, imported));
        }

        private void judge(long index, int kind, EarlierChoices.Choice choice) {
            // What superseded a choice may have been shredded since; what did not supersede it never comes later.
            boolean right = earlier.supersede(choice)
                    ? kind == SUPERSEDED
                    : kind == CHOICE || (firstShredded.get() < index && choice.mayHaveNoEffect());
            if (!right && index >= from) {
                account.wrong(index, "its kind is not that of its event");
            }
            earlier.add(choice, kind == CHOICE);
        }
    }

    @Override
    public void close() {
        choices.close();
        events.close();
    }
}
