package dev.assent.ledger.receipt;

import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What the template shows; public only for it. All texts are plain: the template escapes them.
 *
 * @param language BCP 47 tag
 * @param texts the texts of that language, by key
 * @param site the site's name; null where the page may not or cannot say it
 * @param heading the heading, and the title
 * @param tone {@code plain} or {@code bad}
 * @param lead the first paragraphs
 * @param again whether it is worth trying again
 * @param choice what was chosen; null for what is no choice, is erased, or is not there
 * @param proof what is to be checked; null where nothing is there
 * @param script the address of the program that checks it
 * @param integrity the hash that the browser holds the program to
 */
@TemplateData
public record Page(
        String language,
        Map<String, String> texts,
        @Nullable String site,
        String heading,
        String tone,
        List<String> lead,
        boolean again,
        @Nullable ChoicePart choice,
        @Nullable ProofPart proof,
        String script,
        String integrity) {

    private static final Map<String, String> NAMES = Map.of(
            "en", "English",
            "fr", "Français",
            "de", "Deutsch",
            "it", "Italiano",
            "sv", "Svenska",
            "nb", "Norsk bokmål",
            "cs", "Čeština",
            "sq", "Shqip");

    /** Another language of the page. */
    @TemplateData
    public record Language(String tag, String name, boolean current) {}

    /** Every language in which the page can be read. */
    public List<Language> languages() {
        return Words.LANGUAGES.stream()
                .map(tag -> new Language(tag, NAMES.getOrDefault(tag, tag), tag.equals(language)))
                .toList();
    }

    /** A text of the page. */
    public String text(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalStateException("there is no text " + key + " in " + language);
        }
        return text;
    }
}
