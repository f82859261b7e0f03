package dev.assent.api.confirmation;

import dev.assent.events.Answer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class TokensTest {

    private static final PendingChoice PENDING = new PendingChoice(
            "onesmartech",
            Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]),
            2,
            UUID.fromString("019a0000-0000-7000-8000-000000000009"),
            7,
            List.of(Answer.DENIED, Answer.NEVER_ASKED, Answer.EXEMPT, Answer.PENDING),
            "nb-NO",
            Instant.parse("2026-11-23T17:00:00Z"));

    private final Tokens tokens = new Tokens(keys("the links' secret of the tests!!"));

    @Test
    void aTokenCarriesThePendingChoice() {
        String token = tokens.write(PENDING);

        assertThat(tokens.read(token)).contains(PENDING);
        assertThat(token).matches("[A-Za-z0-9_-]{100,160}");
    }

    @Test
    void noByteOfItCanBeChanged() {
        byte[] bytes = Base64.getUrlDecoder().decode(tokens.write(PENDING));
        for (int place = 0; place < bytes.length; place++) {
            byte[] changed = bytes.clone();
            changed[place] ^= 1;

            Optional<PendingChoice> read =
                    tokens.read(Base64.getUrlEncoder().withoutPadding().encodeToString(changed));

            assertThat(read).as("byte " + place).isEmpty();
        }
    }

    @Test
    void whatIsCutGarbledOrAnotherPlatformsIsNoToken() {
        String token = tokens.write(PENDING);
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        String short1 = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, bytes.length - 1));

        for (String other : List.of("", "a", "!", token + "A", token + "=", short1, "x".repeat(5000))) {
            assertThat(tokens.read(other)).as(other).isEmpty();
        }
        assertThat(new Tokens(keys("the secret of some other platform")).read(token))
                .isEmpty();
    }

    @Test
    void theSameTokenGivesTheSameEventIdAndSaltAndAnotherOthers() {
        String token = tokens.write(PENDING);
        String other = tokens.write(new PendingChoice(
                PENDING.site(),
                PENDING.subject(),
                2,
                UUID.fromString("019a0000-0000-7000-8000-00000000000a"),
                7,
                PENDING.answers(),
                "nb-NO",
                PENDING.expiresAt()));

        assertThat(tokens.eventId(token)).isEqualTo(tokens.eventId(token)).isNotEqualTo(tokens.eventId(other));
        assertThat(tokens.salt(token)).isEqualTo(tokens.salt(token)).isNotEqualTo(tokens.salt(other));
        UUID id = UUID.fromString(tokens.eventId(token));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Base64.getUrlDecoder().decode(tokens.salt(token))).hasSize(32);
    }

    static ConfirmationKeys keys(String secret) {
        return new ConfirmationKeys(config(
                Base64.getEncoder().encodeToString(secret.getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                Base64.getEncoder().encodeToString(new byte[32]),
                Duration.ofHours(24)));
    }

    static ConfirmationConfig config(String secret, String notifierKey, Duration validity) {
        return new ConfirmationConfig() {
            @Override
            public Optional<String> secret() {
                return Optional.ofNullable(secret);
            }

            @Override
            public Optional<String> notifierKey() {
                return Optional.ofNullable(notifierKey);
            }

            @Override
            public int notifierKeyVersion() {
                return 1;
            }

            @Override
            public Duration validity() {
                return validity;
            }
        };
    }
}
