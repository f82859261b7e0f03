package dev.assent.api.identity;

import dev.assent.api.TestSites;
import dev.assent.events.Subject;
import dev.assent.foundation.problem.Problem;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class IdentitiesTest {

    private static final Subject SUBJECT = Subject.ofSecret(TestSites.SITE, TestSites.SECRET);
    private static final Subject OTHER = Subject.ofSecret(TestSites.SITE, "ff" + TestSites.SECRET);
    private static final byte[] BODY = "{\"action\": \"accept-all\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER_BODY = "{\"action\": \"accept-all\" }".getBytes(StandardCharsets.UTF_8);
    private static final IdempotencyKey KEY = key("9f2c1a52");

    private final Identities identities = replica();

    @Test
    void withoutAKeyEveryIdentityIsRandom() {
        Set<String> ids = new HashSet<>();
        Set<String> salts = new HashSet<>();

        for (int i = 0; i < 10_000; i++) {
            Identity identity = identities.of(SUBJECT, null, BODY);
            ids.add(identity.eventId());
            salts.add(identity.salt());
            assertThat(identity.repeated()).isFalse();
        }

        assertThat(ids).hasSize(10_000).allMatch(id -> UUID.fromString(id).version() == 7);
        assertThat(salts).hasSize(10_000);
        assertThat(Base64.getUrlDecoder().decode(salts.iterator().next())).hasSize(32);
    }

    @Test
    void aKeyGivesTheSameIdentityAtEveryReplica() {
        Identity here = identities.of(SUBJECT, KEY, BODY);
        Identity there = replica().of(SUBJECT, KEY, BODY);

        assertThat(there).isEqualTo(here);
        assertThat(here.repeated()).isTrue();
        assertThat(UUID.fromString(here.eventId()).version()).isEqualTo(8);
        assertThat(UUID.fromString(here.eventId()).variant()).isEqualTo(2);
        assertThat(Base64.getUrlDecoder().decode(here.salt())).hasSize(32);
    }

    /** Computed apart from this code; a release that gives others breaks retries over an upgrade. */
    @Test
    void theIdentityOfAKeyStaysWhatItIs() {
        Identity identity = identities.of(SUBJECT, KEY, BODY);

        assertThat(identity.eventId()).isEqualTo("14defc7f-c4cf-888c-ab8d-411cf494d206");
        assertThat(identity.salt()).isEqualTo("_wskrcOMKazRBrnCcDvypPZhzW6nTNmZZS-p5PN2mdE");
    }

    @Test
    void anotherBodyKeySubjectSiteOrSecretIsAnotherIdentity() {
        Set<String> ids = new HashSet<>();
        Set<String> salts = new HashSet<>();
        for (Identity identity : List.of(
                identities.of(SUBJECT, KEY, BODY),
                identities.of(SUBJECT, KEY, OTHER_BODY),
                identities.of(SUBJECT, key("9f2c1a53"), BODY),
                identities.of(OTHER, KEY, BODY),
                identities.of(Subject.ofSecret("smartwork", TestSites.SECRET), KEY, BODY),
                replica("BBECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").of(SUBJECT, KEY, BODY))) {
            ids.add(identity.eventId());
            salts.add(identity.salt());
        }

        assertThat(ids).hasSize(6);
        assertThat(salts).hasSize(6);
    }

    @Test
    void whatGoesWithAnEventIsTheSameWhereverAndHoweverOftenItIsMade() {
        Identity main = identities.of(SUBJECT, KEY, BODY);

        Identity beside = identities.beside(main, OTHER);

        assertThat(beside).isEqualTo(replica().beside(main, OTHER));
        assertThat(Set.of(
                        beside.eventId(),
                        main.eventId(),
                        identities.beside(main, SUBJECT).eventId(),
                        identities.beside(identities.fresh(), OTHER).eventId()))
                .hasSize(4);
        assertThat(beside.salt()).isNotEqualTo(main.salt());
    }

    @Test
    void aReplicaRemembersWhichBodyAKeyStandsFor() {
        identities.claim(SUBJECT, KEY, BODY);

        assertThatCode(() -> identities.claim(SUBJECT, KEY, BODY)).doesNotThrowAnyException();
        assertThatCode(() -> identities.claim(OTHER, KEY, OTHER_BODY)).doesNotThrowAnyException();
        assertReused(() -> identities.claim(SUBJECT, KEY, OTHER_BODY));
    }

    @Test
    void aRequestWithoutAKeyCanBeRepeatedUnderTheOneThatItIsGiven() {
        Identity first = identities.of(SUBJECT, null, BODY);

        IdempotencyKey again = key(identities.again(SUBJECT, first, BODY));

        Identity second = replica().of(SUBJECT, again, BODY);
        assertThat(second).isEqualTo(new Identity(first.eventId(), first.salt(), true));
        assertThatCode(() -> identities.claim(SUBJECT, again, BODY)).doesNotThrowAnyException();
    }

    @Test
    void aGivenKeyIsGoodForThatRequestAlone() {
        Identity first = identities.of(SUBJECT, null, BODY);
        String again = identities.again(SUBJECT, first, BODY);
        String forged = again.substring(0, again.length() - 2) + (again.endsWith("AA") ? "BA" : "AA");

        assertReused(() -> identities.of(SUBJECT, key(again), OTHER_BODY));
        assertReused(() -> identities.of(OTHER, key(again), BODY));
        assertReused(() -> identities.of(SUBJECT, key(forged), BODY));
        assertReused(
                () -> replica("BBECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").of(SUBJECT, key(again), BODY));
    }

    @Test
    void withoutAProperSecretTheServiceSaysWhatToSet() {
        assertThatThrownBy(() -> new IdempotencySecret(config(null)))
                .hasMessageContaining("assent.idempotency.secret is not set")
                .hasMessageContaining("ASSENT_IDEMPOTENCY_SECRET");
        assertThatThrownBy(
                        () -> new IdempotencySecret(config(Base64.getEncoder().encodeToString(new byte[31]))))
                .hasMessageContaining("too short");
        assertThatThrownBy(() -> new IdempotencySecret(config("correct horse battery")))
                .hasMessageContaining("not base64")
                .hasMessageNotContaining("horse")
                .hasNoCause();
    }

    @Test
    void nothingOfItStandsInATextThatALogCouldHold() {
        Identity identity = identities.fresh();

        assertThat(identity.toString()).doesNotContain(identity.salt());
        assertThat(KEY.toString()).doesNotContain(KEY.value());
        assertThat(new IdempotencySecret(config(TestSites.IDEMPOTENCY_SECRET)).toString())
                .doesNotContain("AAEC");
    }

    private static void assertReused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Problem problem = catchThrowableOfType(Problem.class, call);
        assertThat(problem.getStatusCode()).isEqualTo(422);
        assertThat(String.valueOf(problem.getType())).endsWith(":idempotency-key-reused");
    }

    private static IdempotencyKey key(String value) {
        return Objects.requireNonNull(IdempotencyKey.of(List.of(value)));
    }

    private static Identities replica() {
        return replica(TestSites.IDEMPOTENCY_SECRET);
    }

    private static Identities replica(String secret) {
        return new Identities(Clock.systemUTC(), new IdempotencySecret(config(secret)), config(secret));
    }

    private static IdempotencyConfig config(String secret) {
        return new IdempotencyConfig() {
            @Override
            public Optional<String> secret() {
                return Optional.ofNullable(secret);
            }

            @Override
            public Duration rememberedFor() {
                return Duration.ofMinutes(10);
            }

            @Override
            public long remembered() {
                return 100;
            }
        };
    }
}
