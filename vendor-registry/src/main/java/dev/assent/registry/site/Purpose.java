package dev.assent.registry.site;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A purpose of processing.
 *
 * @param id lower-case letters, digits and hyphens
 * @param exempt whether it needs no consent
 * @param basis the legal basis
 * @param names BCP 47 tag to name
 * @param descriptions BCP 47 tag to what is done, in plain words
 * @param examples BCP 47 tag to an example from daily life
 * @param source who says so
 */
public record Purpose(
        String id,
        boolean exempt,
        Basis basis,
        Map<String, String> names,
        Map<String, String> descriptions,
        @Nullable Map<String, String> examples,
        Source source) {}
