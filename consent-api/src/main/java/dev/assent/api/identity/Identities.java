package dev.assent.api.identity;

import dev.assent.events.Subject;
import dev.assent.foundation.id.EventIds;
import dev.assent.foundation.problem.Problem;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Gives events their ids and salts. Without a key both are random (UUIDv7); with one both are HMAC-SHA-256 of site,
 * subject, key and body under the secret that all replicas share (UUIDv8), so that a retry anywhere is the same event.
 */
@Singleton
public class Identities {

    private static final String EVENT_ID = "assent/idempotency/event-id/v1";
    private static final String SALT = "assent/idempotency/salt/v1";
    private static final String REMEMBERED = "assent/idempotency/remembered/v1";
    private static final String BESIDE_ID = "assent/idempotency/beside/event-id/v1";
    private static final String BESIDE_SALT = "assent/idempotency/beside/salt/v1";
    private static final String AGAIN = "assent/idempotency/again/v1";
    private static final byte[] NOTHING = {};

    private final Clock clock;
    private final IdempotencySecret secret;
    private final RememberedKeys remembered;
    private final RandomBytes random = new RandomBytes();

    Identities(Clock clock, IdempotencySecret secret, IdempotencyConfig config) {
        this.clock = clock;
        this.secret = secret;
        this.remembered = new RememberedKeys(config);
    }

    /** A new identity that nobody can foretell. */
    public Identity fresh() {
        byte[] drawn = random.next(EventIds.RANDOM_BYTES + RepeatToken.SALT_BYTES);
        UUID id = EventIds.of(clock.millis(), drawn);
        return identity(id, Arrays.copyOfRange(drawn, EventIds.RANDOM_BYTES, drawn.length), false);
    }

    /**
     * The identity of a request: of its key, or a new one where it has none.
     *
     * @param body all bytes of the request's body; another space is another body
     * @throws Problem 422 {@code idempotency-key-reused} if the key is one that {@link #again} gave for another request
     */
    public Identity of(Subject subject, @Nullable IdempotencyKey key, byte[] body) {
        if (key == null) {
            return fresh();
        }
        byte[] digest = sha256(body);
        RepeatToken token = RepeatToken.parse(key.value());
        if (token != null) {
            if (!MessageDigest.isEqual(token.mark(), mark(subject, token.content(), digest))) {
                throw reused();
            }
            return identity(token.id(), token.salt(), true);
        }
        byte[] id = secret.hmac(EVENT_ID, digest, subject.site(), subject.value(), key.value());
        byte[] salt = secret.hmac(SALT, digest, subject.site(), subject.value(), key.value());
        return identity(EventIds.madeOf(id), salt, true);
    }

    /**
     * The identity of an event that goes with another one. It follows from that one, so that repeating both repeats both.
     *
     * @param main the other event's
     * @param subject whose event it is
     */
    public Identity beside(Identity main, Subject subject) {
        byte[] salt = Base64.getUrlDecoder().decode(main.salt());
        return identity(
                EventIds.madeOf(secret.hmac(BESIDE_ID, salt, main.eventId(), subject.site(), subject.value())),
                secret.hmac(BESIDE_SALT, salt, main.eventId(), subject.site(), subject.value()),
                main.repeated());
    }

    /**
     * Notes that a key stands for this body from now on. Best effort: this replica remembers it for some minutes, others
     * do not.
     *
     * @throws Problem 422 {@code idempotency-key-reused} if it stands for another
     */
    public void claim(Subject subject, @Nullable IdempotencyKey key, byte[] body) {
        if (key != null && !RepeatToken.looksLikeOne(key.value())) {
            byte[] tag = secret.hmac(REMEMBERED, NOTHING, subject.site(), subject.value(), key.value());
            if (!remembered.note(tag, sha256(body))) {
                throw reused();
            }
        }
    }

    /** A key by which a request that came without one can be repeated: the same body under it is the same event. */
    public String again(Subject subject, Identity identity, byte[] body) {
        UUID id = UUID.fromString(identity.eventId());
        byte[] salt = Base64.getUrlDecoder().decode(identity.salt());
        byte[] content = RepeatToken.content(id, salt);
        return RepeatToken.text(content, mark(subject, content, sha256(body)));
    }

    private byte[] mark(Subject subject, byte[] content, byte[] digest) {
        byte[] tail = Arrays.copyOf(content, content.length + digest.length);
        System.arraycopy(digest, 0, tail, content.length, digest.length);
        return Arrays.copyOf(secret.hmac(AGAIN, tail, subject.site(), subject.value()), RepeatToken.MARK_BYTES);
    }

    private static Identity identity(UUID id, byte[] salt, boolean repeated) {
        return new Identity(
                id.toString(), Base64.getUrlEncoder().withoutPadding().encodeToString(salt), repeated);
    }

    /** The answer to a key that stands for another request: 422 {@code idempotency-key-reused}. */
    public static Problem reused() {
        return new Problem(
                422,
                "idempotency-key-reused",
                "This Idempotency-Key stands for another request",
                "Repeat a request byte for byte, or send another one under a new key.");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
