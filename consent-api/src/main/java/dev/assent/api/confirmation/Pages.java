package dev.assent.api.confirmation;

import dev.assent.api.site.PublishedSite;
import dev.assent.events.SitePublished;
import dev.assent.events.SitePublished.Purpose;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Words the pages behind a confirmation mail's link. */
@ApplicationScoped
class Pages {

    private static final int GONE = 410;
    private static final int NOT_FOUND = 404;

    private final Tokens tokens;
    private final Clock clock;

    Pages(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The pages' template. */
    @CheckedTemplate(basePath = "confirmation")
    static class Templates {
        static native TemplateInstance page(Page page);
    }

    /** What the link would confirm, with the button that does it. */
    String question(Confirmations.Link link) {
        Words words = words(link);
        Map<String, String> values = values(link, words);
        return render(new Page(
                words.language(),
                link.site().snapshot().name(),
                words.text("ask.heading", values),
                "plain",
                words.text("ask.lead", values),
                purposes(link, words),
                List.of(
                        words.text("ask.does", values),
                        words.text("ask.ignore", values),
                        words.text("ask.again", values)),
                words.text("ask.button", values),
                null,
                null));
    }

    /** It is confirmed. */
    String confirmed(Confirmations.Link link, Confirmed confirmed) {
        Words words = words(link);
        Map<String, String> values = values(link, words);
        String contact = link.site().snapshot().controller().contact();
        Stream<String> withdraw = contact == null
                ? Stream.of(words.text("done.withdraw", values))
                : Stream.of(words.text("done.withdrawBy", values));
        return render(new Page(
                words.language(),
                link.site().snapshot().name(),
                words.text("done.heading", values),
                "good",
                words.text("done.lead", values),
                purposes(link, words),
                Stream.concat(withdraw, Stream.of(words.text("done.proof", values)))
                        .toList(),
                null,
                words.text("done.receipt", values),
                confirmed.receipt()));
    }

    /** The link confirms nothing: it is none, it has expired, or nothing can be recorded now. */
    String refused(int status, String token, List<Locale> languages) {
        Words words = Words.in(Stream.concat(
                tokens.read(token).map(PendingChoice::language).stream(),
                languages.stream().map(Locale::toLanguageTag)));
        String page =
                switch (status) {
                    case NOT_FOUND -> "unknown";
                    case GONE -> "expired";
                    default -> "later";
                };
        return render(new Page(
                words.language(),
                null,
                words.text(page + ".heading", Map.of()),
                "bad",
                words.text(page + ".lead", Map.of()),
                List.of(),
                List.of(),
                null,
                page.equals("later") ? words.text("later.button", Map.of()) : null,
                // The same page again, without confirming.
                page.equals("later") ? token : null));
    }

    private static String render(Page page) {
        return Templates.page(page).render();
    }

    private static Words words(Confirmations.Link link) {
        return Words.in(
                Stream.concat(Stream.of(link.pending().language()), link.site().snapshot().languages().stream()));
    }

    private Map<String, String> values(Confirmations.Link link, Words words) {
        SitePublished site = link.site().snapshot();
        ZoneId zone = ZoneId.of(site.timeZone());
        DateTimeFormatter day =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(words.locale());
        // With the zone: the reader need not live in the site's.
        DateTimeFormatter moment = new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL))
                .appendPattern(", HH:mm z")
                .toFormatter(words.locale());
        Instant validUntil = clock.instant()
                .atZone(ZoneOffset.UTC)
                .plus(link.notice().validity())
                .toInstant();
        return Map.of(
                "site", site.name(),
                "controller", site.controller().name(),
                "contact", Optional.ofNullable(site.controller().contact()).orElse(""),
                "expires", moment.format(link.pending().expiresAt().atZone(zone)),
                "until", day.format(validUntil.atZone(zone)));
    }

    private static List<Page.Asked> purposes(Confirmations.Link link, Words words) {
        return Question.purposes(link).stream()
                .map(id -> purpose(link.site(), id)
                        .map(purpose -> new Page.Asked(
                                text(purpose.names(), link, words, id), text(purpose.descriptions(), link, words, "")))
                        .orElse(new Page.Asked(id, "")))
                .toList();
    }

    private static Optional<Purpose> purpose(PublishedSite site, String id) {
        return site.snapshot().notice().purposes().stream()
                .filter(purpose -> purpose.id().equals(id))
                .findFirst();
    }

    private static String text(Map<String, String> texts, Confirmations.Link link, Words words, String otherwise) {
        @Nullable String shown = texts.get(link.pending().language());
        return shown != null
                ? shown
                : Stream.concat(Stream.of(words.language()), link.site().snapshot().languages().stream())
                        .filter(texts::containsKey)
                        .map(texts::get)
                        .findFirst()
                        .orElse(otherwise);
    }
}
