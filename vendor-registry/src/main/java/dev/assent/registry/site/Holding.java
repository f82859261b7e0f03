package dev.assent.registry.site;

import org.jspecify.annotations.Nullable;

import java.time.Period;
import java.util.List;
import java.util.Map;

/**
 * A place outside the browser where the organisation keeps personal data: its customer relations, its invoices.
 *
 * @param id lower-case letters, digits and hyphens
 * @param names BCP 47 tag to name
 * @param descriptions BCP 47 tag to what is kept there and why
 * @param purposes ids of the purposes that it serves
 * @param retentions how long, per country where that differs
 * @param source who says so
 */
public record Holding(
        String id,
        Map<String, String> names,
        Map<String, String> descriptions,
        List<String> purposes,
        List<Retention> retentions,
        Source source) {

    /**
     * How long data is kept.
     *
     * @param country where this period applies, ISO 3166-1 alpha-2; null for everywhere
     * @param period the time
     * @param after the moment from which it is counted
     * @param law the law that demands it, in its own language
     * @param source who says so
     */
    public record Retention(
            @Nullable String country,
            Period period,
            RetentionStart after,
            @Nullable String law,
            Source source) {}
}
