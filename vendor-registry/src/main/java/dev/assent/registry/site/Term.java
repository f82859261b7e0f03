package dev.assent.registry.site;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** A word of the registry's vocabulary: written in lower case with hyphens in files and in JSON. */
public interface Term {

    /** The constant's name, as enums give it. */
    String name();

    /** The word as it is written: {@code LOCAL_STORAGE} is {@code local-storage}. */
    @JsonValue
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
