package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A choice by e-mail address that waits for its confirmation (double opt-in). The clear address travels only here,
 * sealed to notifier's key.
 *
 * @param eventId UUIDv7
 * @param site the site's id
 * @param recordedAt the server's time, UTC, to the millisecond
 * @param subject the subject in its wire form, made from the address
 * @param choiceEventId the pending choice
 * @param language BCP 47 tag for the mail
 * @param keyVersion the version of notifier's key
 * @param sealedAddress the address and the confirmation's link, sealed to that key: JSON with the members
 *     {@code address} and {@code link} under HPKE (RFC 9180), base64url without padding
 * @param expiresAt when the confirmation can no longer be given
 * @param mailbox made as the subject, from the address without the tag that many mail servers leave out (RFC 5233): one mail a
 *     day goes there. Null in records of before 0.2.0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfirmationAsked(
        String eventId,
        String site,
        Instant recordedAt,
        String subject,
        String choiceEventId,
        String language,
        int keyVersion,
        String sealedAddress,
        Instant expiresAt,
        @Nullable String mailbox)
        implements SiteEvent {

    /** The type's name on the wire. */
    public static final String TYPE = "assent.confirmation-asked.v1";
}
