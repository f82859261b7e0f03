package dev.assent.notifier.letter;

import dev.assent.events.SitePublished;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Words the letter that tells a person that their request arrived. */
@ApplicationScoped
class Acknowledgement {

    /** The languages that have a letter, as BCP 47 tags. */
    static final Set<String> LANGUAGES = Set.of("fr", "en", "sv", "nb", "sq", "de", "cs", "it");

    private static final String LAST_RESORT = "en";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Engine templates;

    Acknowledgement(Engine templates) {
        this.templates = templates;
    }

    /** The person's language if there is a letter in it, else the first of the site's that has one, else English. */
    String languageFor(String wanted, List<String> siteLanguages) {
        return Stream.concat(Stream.of(wanted), siteLanguages.stream())
                .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                // Both written forms of Norwegian are read by those who write the other.
                .map(code -> code.equals("no") || code.equals("nn") ? "nb" : code)
                .filter(LANGUAGES::contains)
                .findFirst()
                .orElse(LAST_RESORT);
    }

    LetterText write(LetterTo to, String language) {
        // English as Europe writes it: the day before the month.
        Locale locale = language.equals("en") ? Locale.UK : Locale.forLanguageTag(language);
        ZonedDateTime received = to.receivedAt().atZone(to.deadline().timeZone());
        SitePublished site = to.site();
        LetterWords words = new LetterWords(
                to.reference(),
                site.name(),
                site.controller().name(),
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(locale)
                        .format(received),
                TIME.format(received),
                DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                        .withLocale(locale)
                        .format(to.deadline().dueOn()),
                site.documents().get("privacy-policy"),
                signature(site, language));
        Template template = templates.getTemplate("letters/acknowledgement." + language + ".txt");
        if (template == null) {
            throw new IllegalStateException("there is no letter in " + language);
        }
        // The first line is the subject.
        List<String> lines = new ArrayList<>(
                template.data("words", words).render().strip().lines().toList());
        String subject = lines.removeFirst();
        return new LetterText(subject, String.join("\n", lines).strip() + "\n", words.signature());
    }

    private static String signature(SitePublished site, String language) {
        Map<String, String> names = site.controller().dpoName();
        String name = names.get(language);
        if (name == null) {
            name = site.languages().stream()
                    .filter(names::containsKey)
                    .map(names::get)
                    .findFirst()
                    .orElse(site.controller().name());
        }
        return name;
    }
}
