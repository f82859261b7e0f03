package dev.assent.ledger.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.SitePublished;
import dev.assent.ledger.receipt.ChoicePart.Fact;
import dev.assent.ledger.receipt.ChoicePart.Row;
import dev.assent.ledger.receipt.ShownNotice.Named;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts a choice into words.
 *
 * @param choice the choice
 * @param record its members as they stand in the record, for the program that compares
 * @param notice what is known of the notice; null where the site is not known
 * @param words the page's words
 * @param times how times are written
 */
record ChoiceWords(
        ChoiceRecorded choice, JsonNode record, @Nullable ShownNotice notice, Words words, ShownTimes times) {

    ChoicePart part() {
        SortedMap<String, Answer> vendors = choice.vendors();
        return new ChoicePart(
                rows(choice.purposes(), this::purpose),
                namesNote(),
                vendors == null ? List.of() : rows(vendors, this::vendor),
                facts());
    }

    /** How a thing is called and described. */
    private record Called(Named name, String description) {}

    /** Finds how a thing is called; empty where nobody says. */
    private interface Naming {
        Optional<Called> of(String id, ShownNotice notice);
    }

    private List<Row> rows(Map<String, Answer> answers, Naming naming) {
        // In the order in which the site shows them; what it shows no more comes last.
        List<String> order = notice == null
                ? List.of()
                : Stream.concat(
                                notice.site().notice().purposes().stream().map(SitePublished.Purpose::id),
                                notice.site().notice().vendors().stream().map(SitePublished.Vendor::id))
                        .toList();
        List<String> ids = Stream.concat(
                        order.stream().filter(answers::containsKey),
                        answers.keySet().stream().filter(id -> !order.contains(id)))
                .distinct()
                .toList();
        return ids.stream().map(id -> row(id, answers.get(id), naming)).toList();
    }

    private Row row(String id, @Nullable Answer answer, Naming naming) {
        String wire = wire(answer == null ? Answer.NEVER_ASKED : answer);
        Called called = Optional.ofNullable(notice)
                .flatMap(known -> naming.of(id, known))
                .orElse(new Called(new Named(id, words.language()), ""));
        return new Row(
                id,
                called.name().text(),
                called.name().language(),
                called.description(),
                wire,
                words.text("answer." + wire),
                tone(answer));
    }

    private Optional<Called> purpose(String id, ShownNotice known) {
        return known.purpose(id).flatMap(purpose -> known.in(words.language(), purpose.names())
                .map(name -> new Called(name, purpose.descriptions().getOrDefault(name.language(), ""))));
    }

    private Optional<Called> vendor(String id, ShownNotice known) {
        return known.vendor(id).map(vendor -> new Called(new Named(vendor.name(), words.language()), ""));
    }

    private @Nullable String namesNote() {
        if (notice == null) {
            return words.text("purposes.unnamed");
        }
        return notice.isNewest()
                ? null
                : words.text(
                        "purposes.today",
                        Map.of(
                                "current", Integer.toString(notice.site().version()),
                                "version", Integer.toString(choice.noticeVersion())));
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(recorded("time", "recordedAt", times.moment(choice.recordedAt())));
        facts.add(recorded("until", "validUntil", times.moment(choice.validUntil())));
        if (notice != null) {
            facts.add(plain("controller", controller(notice.site().controller())));
        }
        facts.add(recorded("notice", "noticeVersion", noticeVersion()));
        facts.add(code("noticeHash", "noticeHash", choice.noticeHash()));
        facts.add(recorded("language", "language", languageName()));
        facts.add(recorded("surface", "surface", words.text("surface." + wire(choice.surface()))));
        ChoiceRecorded.Circumstances circumstances = choice.circumstances();
        if (circumstances != null && circumstances.gpc() != null) {
            facts.add(plain("signal", words.text(circumstances.gpc().honoured() ? "signal.honoured" : "signal.noted")));
        }
        ChoiceRecorded.Imported imported = choice.imported();
        if (imported != null) {
            facts.add(plain(
                    "imported",
                    words.text(
                            "imported.from",
                            Map.of("source", imported.source(), "time", times.moment(imported.recordedAt())))));
        }
        facts.add(code("subject", "subject", choice.subject()));
        facts.add(code("event", "eventId", choice.eventId()));
        return facts;
    }

    private String noticeVersion() {
        String version = Integer.toString(choice.noticeVersion());
        Optional<Instant> published = Optional.ofNullable(notice).flatMap(ShownNotice::publishedAt);
        return published
                .map(at -> words.text("notice.published", Map.of("version", version, "time", times.day(at))))
                .orElseGet(() -> words.text("notice.version", Map.of("version", version)));
    }

    private String languageName() {
        Locale shown = Locale.forLanguageTag(choice.language());
        return "%s (%s)".formatted(shown.getDisplayLanguage(words.locale()), choice.language());
    }

    private static String controller(SitePublished.Controller controller) {
        return Stream.of(controller.name(), controller.country(), controller.contact(), controller.dpoAddress())
                .filter(part -> part != null)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private Fact recorded(String key, String member, String shown) {
        return new Fact(
                words.text("facts." + key),
                shown,
                false,
                member,
                record.path(member).asText());
    }

    private Fact code(String key, String member, String shown) {
        return new Fact(
                words.text("facts." + key),
                shown,
                true,
                member,
                record.path(member).asText());
    }

    private Fact plain(String key, String shown) {
        return new Fact(words.text("facts." + key), shown, false, null, null);
    }

    /** A name as it stands in records. */
    static String wire(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String tone(@Nullable Answer answer) {
        return switch (answer) {
            case GRANTED -> "good";
            case PENDING -> "warn";
            case DENIED, NEVER_ASKED, EXEMPT -> "plain";
            case null -> "plain";
        };
    }
}
