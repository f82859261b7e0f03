package dev.assent.api.confirmation;

import dev.assent.events.Answer;
import dev.assent.foundation.id.EventIds;
import jakarta.inject.Singleton;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Links that need no memory: a pending choice, and a code over it that only the replicas can make. Base64url without padding
 * of {@code payload ‖ first 16 bytes of HMAC-SHA-256(secret, "assent/confirmation-link/v1" ‖ 0x00 ‖ payload)}.
 *
 * <p>The confirmation's event id and salt come from the token by the same secret, so that a link that is followed twice
 * makes one entry.
 */
@Singleton
final class Tokens {

    private static final int FORM = 1;
    private static final int CODE_BYTES = 16;
    private static final int SUBJECT_BYTES = 32;
    private static final int LONGEST = 1024;
    private static final Base64.Encoder WRITER = Base64.getUrlEncoder().withoutPadding();

    private final byte[] secret;

    Tokens(ConfirmationKeys keys) {
        this.secret = keys.secret();
    }

    /** The link's last part. */
    String write(PendingChoice pending) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.write(Base64.getUrlDecoder().decode(pending.subject()));
            out.writeLong(pending.choiceEventId().getMostSignificantBits());
            out.writeLong(pending.choiceEventId().getLeastSignificantBits());
            out.writeLong(pending.expiresAt().getEpochSecond());
            out.writeInt(pending.noticeVersion());
            out.writeInt(pending.subjectKey());
            out.writeUTF(pending.site());
            out.writeUTF(pending.language());
            out.writeShort(pending.answers().size());
            for (Answer answer : pending.answers()) {
                out.writeByte(code(answer));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] payload = bytes.toByteArray();
        bytes.writeBytes(authentication(payload));
        return WRITER.encodeToString(bytes.toByteArray());
    }

    /** What a token carries; empty if the replicas have not made it. Says nothing of its expiry. */
    Optional<PendingChoice> read(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // Exactly one text stands for a token: its event id is made of the text's bytes.
        if (bytes.length <= CODE_BYTES || !WRITER.encodeToString(bytes).equals(token)) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOf(bytes, bytes.length - CODE_BYTES);
        byte[] code = Arrays.copyOfRange(bytes, payload.length, bytes.length);
        if (!MessageDigest.isEqual(code, authentication(payload))) {
            return Optional.empty();
        }
        return Optional.of(parse(payload));
    }

    /** The confirmation's id: a UUIDv8 (RFC 9562). */
    String eventId(String token) {
        return EventIds.madeOf(mac("assent/confirmation-event/v1", ascii(token)))
                .toString();
    }

    /** The confirmation's salt, 32 bytes in base64url. */
    String salt(String token) {
        return WRITER.encodeToString(mac("assent/confirmation-salt/v1", ascii(token)));
    }

    private static PendingChoice parse(byte[] payload) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            if (in.readByte() != FORM) {
                throw new IllegalStateException("a link of another form, under this form's code");
            }
            String subject = WRITER.encodeToString(in.readNBytes(SUBJECT_BYTES));
            UUID choice = new UUID(in.readLong(), in.readLong());
            Instant expiresAt = Instant.ofEpochSecond(in.readLong());
            int noticeVersion = in.readInt();
            int subjectKey = in.readInt();
            String site = in.readUTF();
            String language = in.readUTF();
            List<Answer> answers = new ArrayList<>();
            for (int count = in.readUnsignedShort(); count > 0; count--) {
                answers.add(answer(in.readByte()));
            }
            return new PendingChoice(
                    site, subject, subjectKey, choice, noticeVersion, List.copyOf(answers), language, expiresAt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written out, because links outlive a change of the enum's order. */
    private static int code(Answer answer) {
        return switch (answer) {
            case GRANTED -> 1;
            case DENIED -> 2;
            case NEVER_ASKED -> 3;
            case PENDING -> 4;
            case EXEMPT -> 5;
        };
    }

    private static Answer answer(int code) {
        return switch (code) {
            case 1 -> Answer.GRANTED;
            case 2 -> Answer.DENIED;
            case 3 -> Answer.NEVER_ASKED;
            case 4 -> Answer.PENDING;
            case 5 -> Answer.EXEMPT;
            default -> throw new IllegalStateException("an answer that no link of this form has");
        };
    }

    private byte[] authentication(byte[] payload) {
        return Arrays.copyOf(mac("assent/confirmation-link/v1", payload), CODE_BYTES);
    }

    private byte[] mac(String domain, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(ascii(domain));
            mac.update((byte) 0);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
