package dev.assent.registry.site;

import com.fasterxml.jackson.core.type.TypeReference;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Words per language, as a column holds them. */
final class Words {

    private static final TypeReference<Map<String, String>> TYPE = new TypeReference<>() {};

    private Words() {}

    static Map<String, String> read(String json) {
        return ContentJson.read(json, TYPE);
    }

    static @Nullable Map<String, String> readOptional(@Nullable String json) {
        return json == null ? null : read(json);
    }

    static @Nullable String writeOptional(@Nullable Map<String, String> words) {
        return words == null ? null : ContentJson.write(words);
    }
}
