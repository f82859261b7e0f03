package dev.assent.notifier.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.SitePublished.WebhookEvent;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a site's system is told. No address: the site knows the pending choice by the event id that it got when it sent the
 * form, and finds what follows by the subject, which is the site's own pseudonym.
 *
 * @param type {@code consent.confirmed} or {@code consent.withdrawn}
 * @param site the site's id
 * @param eventId the choice
 * @param confirms the pending choice that it confirms; left out where it confirms none
 * @param subject the subject in its wire form
 * @param purposes what is granted now, or denied
 * @param recordedAt when it was recorded, RFC 3339 in UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "site", "eventId", "confirms", "subject", "purposes", "recordedAt"})
record Message(
        String type,
        String site,
        String eventId,
        @Nullable String confirms,
        String subject,
        List<String> purposes,
        String recordedAt) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Of which kind a choice's message would be; empty if sites are told nothing of it. */
    static Optional<WebhookEvent> kind(ChoiceRecorded choice) {
        if (choice.imported() != null) {
            return Optional.empty();
        }
        if (choice.action() == Action.CONFIRM) {
            return Optional.of(WebhookEvent.CONFIRMED);
        }
        // Who withdraws by address may answer purpose by purpose, as on a page to unsubscribe.
        // What was refused beside a pending answer is an event of its own; before 0.2.0 it was not.
        boolean byAddress = choice.subjectKey() != null
                && choice.purposes().containsValue(Answer.DENIED)
                && !choice.purposes().containsValue(Answer.PENDING);
        return choice.action() == Action.WITHDRAW_ALL || byAddress
                ? Optional.of(WebhookEvent.WITHDRAWN)
                : Optional.empty();
    }

    static Message of(ChoiceRecorded choice, WebhookEvent kind) {
        Answer told =
                switch (kind) {
                    case CONFIRMED -> Answer.GRANTED;
                    case WITHDRAWN -> Answer.DENIED;
                };
        return new Message(
                "consent." + name(kind),
                choice.site(),
                choice.eventId(),
                choice.confirms(),
                choice.subject(),
                choice.purposes().entrySet().stream()
                        .filter(answer -> answer.getValue() == told)
                        .map(Map.Entry::getKey)
                        .toList(),
                choice.recordedAt().toString());
    }

    /** The kind's name in the database and in the type. */
    static String name(WebhookEvent kind) {
        return switch (kind) {
            case CONFIRMED -> "confirmed";
            case WITHDRAWN -> "withdrawn";
        };
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts always become JSON", e);
        }
    }
}
