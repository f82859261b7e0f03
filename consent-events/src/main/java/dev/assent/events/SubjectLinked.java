package dev.assent.events;

import java.time.Instant;

/**
 * A site's back end says that a browser is used by one of its signed-in people, or no longer is. What the person answered
 * elsewhere then holds for what this browser was never asked; a denial on either side stays one.
 *
 * @param eventId UUIDv7; UUIDv8 where an Idempotency-Key made it
 * @param site the site's id
 * @param subject the browser, in its wire form
 * @param recordedAt the server's time, UTC, to the millisecond
 * @param person the person's subject in its wire form, see {@link Subject#ofPerson}
 * @param personKey the version of the site's key that made it
 * @param linked whether the link begins or ends
 * @param salt see {@link LogEvent#salt()}
 * @param producer see {@link LogEvent#producer()}
 */
public record SubjectLinked(
        String eventId,
        String site,
        String subject,
        Instant recordedAt,
        String person,
        int personKey,
        boolean linked,
        String salt,
        ProducerPosition producer)
        implements LogEvent {

    /** The type's name on the wire. */
    public static final String TYPE = "assent.subject-linked.v1";
}
