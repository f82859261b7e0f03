package dev.assent.registry.site;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Something kept on, or read from, the visitor's device.
 *
 * @param name its name; a part that varies is written as {@code *}
 * @param kind how it is kept
 * @param party whose domain keeps it
 * @param provider id of the vendor that sets it; null if the site itself does
 * @param purpose id of the purpose that it serves
 * @param lifetime how long it stays
 * @param renewed whether the lifetime starts again with each visit
 * @param readBy the domain that can read it
 * @param descriptions BCP 47 tag to what it is for
 * @param source who says so
 */
public record Cookie(
        String name,
        StorageKind kind,
        Party party,
        @Nullable String provider,
        String purpose,
        Lifetime lifetime,
        boolean renewed,
        String readBy,
        Map<String, String> descriptions,
        Source source) {}
