package dev.assent.ledger.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Events of a site.
 *
 * @param site the site's id
 * @param events newest first, in the order of each log
 * @param next the cursor of the page after this one; null at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventList(
        String site, List<Item> events, @Nullable String next) {}
