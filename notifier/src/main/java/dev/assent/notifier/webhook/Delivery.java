package dev.assent.notifier.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * A message to a site's system.
 *
 * @param id its id, the same for every try
 * @param site the site's id
 * @param url where it goes
 * @param kind {@code confirmed} or {@code withdrawn}
 * @param eventId the choice that it is about
 * @param body what is sent, JSON
 * @param queuedAt when it was queued
 * @param attempts tries so far, the present one among them
 */
record Delivery(
        UUID id, String site, String url, String kind, UUID eventId, String body, Instant queuedAt, int attempts) {}
