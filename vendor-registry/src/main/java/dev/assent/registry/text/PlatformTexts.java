package dev.assent.registry.text;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The platform's own texts, one file per language in {@code platform-texts/}: a further language is a further file. */
public final class PlatformTexts {

    /** The texts that the banner shows; the rest is for documents. */
    public static final List<String> BANNER_KEYS = List.of(
            "title",
            "intro",
            "accept",
            "refuse",
            "customise",
            "save",
            "reopen",
            "exempt",
            "recipients",
            "policy",
            "withdraw",
            "saved",
            "pending",
            "receipt",
            "close");

    private static final Map<String, Map<String, String>> LOADED = new ConcurrentHashMap<>();

    private PlatformTexts() {}

    /** Every key that a language has to have. */
    public static Set<String> keys() {
        return in("en").keySet();
    }

    /**
     * The texts of a language by key, in the file's order; a regional language takes those of its language. Empty where
     * the platform has none: then the site brings them all itself.
     */
    public static Map<String, String> in(String language) {
        Map<String, String> own = LOADED.computeIfAbsent(language, PlatformTexts::load);
        int region = language.lastIndexOf('-');
        return own.isEmpty() && region > 0 ? in(language.substring(0, region)) : own;
    }

    private static Map<String, String> load(String language) {
        // Language tags are checked where they come in; this keeps a path from ever being made of anything else.
        if (!language.matches("[A-Za-z0-9-]+")) {
            return Map.of();
        }
        try (InputStream file = PlatformTexts.class.getResourceAsStream("/platform-texts/" + language + ".yaml")) {
            if (file == null) {
                return Map.of();
            }
            Map<?, ?> read = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            Map<String, String> texts = new LinkedHashMap<>();
            read.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
