package dev.assent.ledger.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assent.ledger.consent.PurposeState;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * What is kept of a subject at a site.
 *
 * @param site the site's id
 * @param subject the subject in its wire form
 * @param at the moment that was asked about; null for now
 * @param purposes purpose id to how it stands now, or stood at that moment
 * @param fromPerson the purposes whose answer is that of the person to whom the browser is linked; null without a link
 * @param shown the versions under which the purposes were answered
 * @param events up to that moment, newest first
 * @param next the cursor of the page after this one; null at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record History(
        String site,
        String subject,
        @Nullable Instant at,
        SortedMap<String, PurposeState> purposes,
        @Nullable List<String> fromPerson,
        List<Shown> shown,
        List<Item> events,
        @Nullable String next) {}
