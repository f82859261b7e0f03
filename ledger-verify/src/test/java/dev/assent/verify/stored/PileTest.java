package dev.assent.verify.stored;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class PileTest {

    private static final int LENGTH = 24;

    /** Enough that every part goes to its file several times. */
    private static final int MANY = 600_000;

    private static byte[] record(long who, long index) {
        return ByteBuffer.allocate(LENGTH)
                .putLong(who)
                .putLong(who)
                .putLong(index)
                .array();
    }

    @Test
    void whatIsAlikeComesTogetherInOrderFromMemoryAndFromFiles() {
        Random random = new Random(7);
        Set<Long> seen = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        long[] last = {0, -1};
        int[] count = {0};
        try (Pile pile = new Pile(LENGTH, 15)) {
            for (long i = 0; i < MANY; i++) {
                pile.add(record(random.nextInt(MANY / 3) * 0x9E3779B97F4A7C15L, MANY - i));
            }

            pile.read((bytes, at) -> {
                ByteBuffer record = ByteBuffer.wrap(bytes);
                long who = record.getLong(at);
                long index = record.getLong(at + 16);
                count[0]++;
                if (who == last[0] ? index <= last[1] : !seen.add(who)) {
                    wrong.add(who + " " + index);
                }
                last[0] = who;
                last[1] = index;
            });
        }

        assertThat(count[0]).isEqualTo(MANY);
        assertThat(wrong).isEmpty();
    }

    @Test
    void nothingIsNoTrouble() {
        try (Pile pile = new Pile(LENGTH, 15)) {
            pile.read((bytes, at) -> {
                throw new IllegalStateException();
            });
        }
    }
}
