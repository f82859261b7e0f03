package dev.assent.ledger.seal;

import dev.assent.ledger.log.Hashes;
import dev.assent.ledger.log.LogId;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SealerTest {

    private static final String FIRST = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=";
    private static final String SECOND = "CgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo=";
    private static final LogId LOG = new LogId(1, 3);
    private static final UUID EVENT = UUID.fromString("01975c00-0000-7000-8000-000000000001");

    private final Sealer sealer = sealer("k1", Map.of("k1", FIRST));

    @Test
    void whatIsSealedForAPlaceOpensThere() {
        DataKey key = sealer.newKey(LOG, 7, "site", "subject", 20264).stored();

        byte[] sealed = sealer.seal(sealer.unwrap(key), LOG, 9, EVENT, "value".getBytes(UTF_8));

        assertThat(sealer.open(sealer.unwrap(key), LOG, 9, EVENT, sealed))
                .asString()
                .isEqualTo("value");
        assertThat(key.wrapped()).hasSize(61);
        assertThat(sealed).hasSize(5 + 29).startsWith(1);
    }

    @Test
    void whatGetsShorterIsDeflated() {
        byte[] key =
                sealer.unwrap(sealer.newKey(LOG, 7, "site", "subject", 20264).stored());
        byte[] value = "a".repeat(1000).getBytes(UTF_8);

        byte[] sealed = sealer.seal(key, LOG, 9, EVENT, value);

        assertThat(sealed).hasSizeLessThan(100).startsWith(2);
        assertThat(sealer.open(key, LOG, 9, EVENT, sealed)).isEqualTo(value);
    }

    @Test
    void aTagIsTheSameUnderTheSameKeyAndNobodyElseCanMakeIt() {
        Sealer later = sealer("k2", Map.of("k1", FIRST, "k2", SECOND));

        byte[] tag = sealer.tag("kind", "site", "subject");

        assertThat(tag).hasSize(32).isEqualTo(sealer("k1", Map.of("k1", FIRST)).tag("kind", "site", "subject"));
        assertThat(later.tag("kind", "site", "subject")).isNotEqualTo(tag);
        assertThat(later.tagsOfAllTimes("kind", "site", "subject")).hasSize(2).contains(tag);
        assertThat(sealer.tag("other", "site", "subject")).isNotEqualTo(tag);
        assertThat(sealer.tag("kind", "site", "other")).isNotEqualTo(tag);
        assertThat(tag).isNotEqualTo(Hashes.sha256().digest("kind\0site\0subject".getBytes(UTF_8)));
    }

    @Test
    void nothingOpensAtAnotherPlace() {
        byte[] key =
                sealer.unwrap(sealer.newKey(LOG, 7, "site", "subject", 20264).stored());
        byte[] sealed = sealer.seal(key, LOG, 9, EVENT, "value".getBytes(UTF_8));

        assertDoesNotOpen(() -> sealer.open(key, new LogId(1, 2), 9, EVENT, sealed));
        assertDoesNotOpen(() -> sealer.open(key, LOG, 8, EVENT, sealed));
        assertDoesNotOpen(() -> sealer.open(key, LOG, 9, new UUID(0, 0), sealed));
        assertDoesNotOpen(() -> sealer.open(new byte[32], LOG, 9, EVENT, sealed));
        assertDoesNotOpen(() -> sealer.open(key, LOG, 9, EVENT, new byte[3]));
    }

    @Test
    void aKeyIsBoundToItsRow() {
        DataKey key = sealer.newKey(LOG, 7, "site", "subject", 20264).stored();

        assertDoesNotOpen(
                () -> sealer.unwrap(new DataKey(LOG, 7, "site", "another", 20264, key.kekId(), key.wrapped())));
        assertDoesNotOpen(
                () -> sealer.unwrap(new DataKey(LOG, 8, "site", "subject", 20264, key.kekId(), key.wrapped())));
        assertDoesNotOpen(() -> sealer.unwrap(new DataKey(LOG, 7, "site", "subject", 20264, "k9", key.wrapped())));
    }

    @Test
    void olderKeysOpenAfterTheCurrentOneChanged() {
        DataKey old = sealer.newKey(LOG, 7, "site", "subject", 20264).stored();
        Sealer rotated = sealer("k2", Map.of("k1", FIRST, "k2", SECOND));

        assertThat(rotated.unwrap(old)).isEqualTo(sealer.unwrap(old));
        assertThat(rotated.newKey(LOG, 8, "site", "subject", 20264).stored().kekId())
                .isEqualTo("k2");
    }

    @Test
    void keysThatCannotServeAreRefusedAtStart() {
        assertThatIllegalArgumentException().isThrownBy(() -> sealer("k2", Map.of("k1", FIRST)));
        assertThatIllegalArgumentException().isThrownBy(() -> sealer("k1", Map.of("k1", "AAAA")));
    }

    @Test
    void quartersAreThoseOfTheCalendarInUtc() {
        assertThat(Quarter.of(Instant.parse("2026-11-22T17:00:00Z"))).isEqualTo(20264);
        assertThat(Quarter.of(Instant.parse("2026-12-31T23:59:59.999Z"))).isEqualTo(20264);
        assertThat(Quarter.of(Instant.parse("2027-01-01T00:00:00Z"))).isEqualTo(20271);
    }

    private static void assertDoesNotOpen(org.assertj.core.api.ThrowableAssert.ThrowingCallable opening) {
        assertThatExceptionOfType(CannotOpenException.class).isThrownBy(opening);
    }

    private static Sealer sealer(String current, Map<String, String> keys) {
        return new Sealer(current, keys);
    }
}
