package dev.assent.notifier.confirmation;

import dev.assent.events.ConfirmationAsked;
import dev.assent.events.MailAddress;
import dev.assent.events.SitePublished;
import dev.assent.events.SitePublished.Purpose;
import io.quarkus.mailer.Mail;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Words the mail that asks for a confirmation. */
@ApplicationScoped
class ConfirmationMail {

    /** The languages that have a mail, as BCP 47 tags. */
    static final Set<String> LANGUAGES = Set.of("fr", "en", "sv", "nb", "sq", "de", "cs", "it");

    private static final String LAST_RESORT = "en";

    private final Engine templates;
    private final String sender;

    ConfirmationMail(Engine templates, @ConfigProperty(name = "quarkus.mailer.from") String sender) {
        this.templates = templates;
        this.sender = sender;
    }

    Mail write(SitePublished site, ConfirmationAsked asked, Opened opened) {
        String language = language(asked.language(), site.languages());
        Locale locale = language.equals("en") ? Locale.UK : Locale.forLanguageTag(language);
        ConfirmationWords words = new ConfirmationWords(
                site.name(),
                site.controller().name(),
                opened.purposes().stream()
                        .map(purpose -> name(site, purpose, asked.language(), language))
                        .toList(),
                opened.link(),
                // With the zone: the reader need not live in the site's.
                new DateTimeFormatterBuilder()
                        .append(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL))
                        .appendPattern(", HH:mm z")
                        .toFormatter(locale)
                        .format(asked.expiresAt().atZone(ZoneId.of(site.timeZone()))),
                site.documents().get("privacy-policy"));
        Template template = templates.getTemplate("confirmations/ask." + language + ".txt");
        if (template == null) {
            throw new IllegalStateException("there is no mail in " + language);
        }
        // The first line is the subject.
        List<String> lines = new ArrayList<>(
                template.data("words", words).render().strip().lines().toList());
        String subject = lines.removeFirst();
        String from = from(site);
        // Quotes and brackets in a name would end it early.
        String name = site.controller()
                .name()
                .replaceAll("[^\\p{L}\\p{M}\\p{N} .'&-]", " ")
                .strip();
        return Mail.withText(opened.address(), subject, String.join("\n", lines).strip() + "\n")
                .setFrom(name.isEmpty() ? from : name + " <" + from + ">")
                .setBounceAddress(from)
                // The same for every try, so that a mail that came twice can be told to be one.
                .addHeader(
                        "Message-ID",
                        "<" + asked.choiceEventId() + "@" + from.substring(from.lastIndexOf('@') + 1) + ">")
                .addHeader("Auto-Submitted", "auto-generated")
                .addHeader("X-Auto-Response-Suppress", "OOF, AutoReply")
                .addHeader("Content-Language", language);
    }

    /** The address that letters to this site's visitors come from. */
    private String from(SitePublished site) {
        return Stream.of(site.controller().dpoAddress(), site.controller().contact())
                .filter(address -> address != null && MailAddress.of(address).isPresent())
                .findFirst()
                .orElse(sender);
    }

    private static String language(String wanted, List<String> siteLanguages) {
        return Stream.concat(Stream.of(wanted), siteLanguages.stream())
                .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                // Both written forms of Norwegian are read by those who write the other.
                .map(code -> code.equals("no") || code.equals("nn") ? "nb" : code)
                .filter(LANGUAGES::contains)
                .findFirst()
                .orElse(LAST_RESORT);
    }

    private static String name(SitePublished site, String id, String wanted, String language) {
        Map<String, String> names = site.notice().purposes().stream()
                .filter(purpose -> purpose.id().equals(id))
                .findFirst()
                .map(Purpose::names)
                .orElse(Map.of());
        return Stream.concat(Stream.of(wanted, language), site.languages().stream())
                .filter(names::containsKey)
                .map(names::get)
                .findFirst()
                .orElse(id);
    }
}
