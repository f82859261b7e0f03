package dev.assent.ledger.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What somebody had before their eyes when they chose.
 *
 * @param noticeVersion the site's version
 * @param noticeHash that version's hash, as the record binds it
 * @param language in which it was shown; null where several languages are meant
 * @param version the address of that version: purposes, vendors and texts as they were frozen under the hash
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Shown(
        int noticeVersion, String noticeHash, @Nullable String language, String version) {}
