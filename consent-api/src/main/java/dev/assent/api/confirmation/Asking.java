package dev.assent.api.confirmation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.api.PlatformConfig;
import dev.assent.api.client.TraceContext;
import dev.assent.api.intake.Intake;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.ConfirmationAsked;
import dev.assent.events.MailAddress;
import dev.assent.events.Subject;
import dev.assent.foundation.id.EventIds;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Has the owner of an address asked by mail whether a pending choice is theirs. */
@ApplicationScoped
public class Asking {

    /** What the address is sealed for; notifier opens it for the same. */
    private static final String PURPOSE = ConfirmationAsked.TYPE;

    private static final JsonMapper JSON = new JsonMapper();

    private final ConfirmationKeys keys;
    private final Tokens tokens;
    private final Intake intake;
    private final PlatformConfig platform;
    private final Clock clock;

    Asking(ConfirmationKeys keys, Tokens tokens, Intake intake, PlatformConfig platform, Clock clock) {
        this.keys = keys;
        this.tokens = tokens;
        this.intake = intake;
        this.platform = platform;
        this.clock = clock;
    }

    /** Until when a choice of this moment can be confirmed, to the second. */
    public Instant expiry(Instant recordedAt) {
        return recordedAt.plus(keys.validity()).truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Hands the question to Kafka, with the address and the link sealed to notifier's key.
     *
     * @param pending a choice with pending answers, whose {@code validUntil} is {@link #expiry}
     * @param address whose owner is asked; it goes no further than the seal
     * @param mailbox the address without its tag, hashed as subjects are: for the one mail a day
     * @param trace the request that it belongs to
     * @return as {@link Intake#send}
     */
    public CompletionStage<Integer> ask(
            ChoiceRecorded pending, MailAddress address, Subject mailbox, TraceContext trace) {
        String token = tokens.write(new PendingChoice(
                pending.site(),
                pending.subject(),
                Objects.requireNonNull(pending.subjectKey()),
                UUID.fromString(pending.eventId()),
                pending.noticeVersion(),
                List.<Answer>copyOf(pending.purposes().values()),
                pending.language(),
                pending.validUntil()));
        String sealed = keys.notifier()
                .seal(
                        PURPOSE,
                        bound(pending),
                        json(pending, address, platform.apiUrl() + "/v1/confirmations/" + token));
        return intake.send(
                new ConfirmationAsked(
                        EventIds.next(clock).toString(),
                        pending.site(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        pending.subject(),
                        pending.eventId(),
                        pending.language(),
                        keys.notifier().version(),
                        sealed,
                        pending.validUntil(),
                        mailbox.value()),
                trace);
    }

    /** The sealed address belongs to this very question: beside another event it does not open. */
    private static String bound(ChoiceRecorded pending) {
        return pending.site() + '\0' + pending.subject() + '\0' + pending.eventId();
    }

    private static byte[] json(ChoiceRecorded pending, MailAddress address, String link) {
        List<String> purposes = pending.purposes().entrySet().stream()
                .filter(answer -> answer.getValue() == Answer.PENDING)
                .map(Map.Entry::getKey)
                .toList();
        try {
            return JSON.writeValueAsBytes(Map.of("address", address.value(), "link", link, "purposes", purposes));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts always become JSON");
        }
    }
}
