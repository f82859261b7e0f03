package dev.assent.ledger.receipt;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The page's texts in one language, from {@code receipt-words/}. */
final class Words {

    /** The languages that have texts. */
    static final List<String> LANGUAGES = List.of("en", "fr", "de", "it", "sv", "nb", "cs", "sq");

    private static final Map<String, Words> READ = new ConcurrentHashMap<>();

    private final String language;
    private final Properties texts;

    private Words(String language) {
        this.language = language;
        this.texts = read(language);
    }

    /** The texts in the first of these languages that has some, else in English. */
    static Words in(Stream<String> tags) {
        return READ.computeIfAbsent(
                tags.map(tag -> Locale.forLanguageTag(tag).getLanguage())
                        // Both written forms of Norwegian are read by those who write the other.
                        .map(code -> code.equals("no") || code.equals("nn") ? "nb" : code)
                        .filter(LANGUAGES::contains)
                        .findFirst()
                        .orElse("en"),
                Words::new);
    }

    String language() {
        return language;
    }

    /** English as Europe writes it: the day before the month. */
    Locale locale() {
        return language.equals("en") ? Locale.UK : Locale.forLanguageTag(language);
    }

    /** Every text by its key, with the values in the places of their names in braces. */
    Map<String, String> all(Map<String, String> values) {
        Map<String, String> filled = new HashMap<>();
        for (String key : texts.stringPropertyNames()) {
            filled.put(key, text(key, values));
        }
        return Map.copyOf(filled);
    }

    /** A text, with the values in the places of their names in braces. */
    String text(String key, Map<String, String> values) {
        String text = text(key);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace('{' + value.getKey() + '}', value.getValue());
        }
        return text;
    }

    /** A text that has no places. */
    String text(String key) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("there is no text " + key + " in " + language);
        }
        return text;
    }

    private static Properties read(String language) {
        try (InputStream file = Words.class.getResourceAsStream("/receipt-words/" + language + ".properties")) {
            if (file == null) {
                throw new IllegalStateException("there are no texts in " + language);
            }
            Properties texts = new Properties();
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
