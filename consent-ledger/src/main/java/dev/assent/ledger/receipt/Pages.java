package dev.assent.ledger.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Event;
import dev.assent.events.SitePublished;
import dev.assent.foundation.snapshot.Snapshots;
import dev.assent.ledger.proof.PublicLog;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Words the receipt's page. */
@ApplicationScoped
class Pages {

    private final Snapshots snapshots;
    private final PublicLog logs;
    private final PageScript script;
    private final Clock clock;

    Pages(Snapshots snapshots, PublicLog logs, PageScript script, Clock clock) {
        this.snapshots = snapshots;
        this.logs = logs;
        this.script = script;
        this.clock = clock;
    }

    /** The page's template. */
    @CheckedTemplate(basePath = "receipt")
    static class Templates {
        static native TemplateInstance page(Page page);
    }

    /**
     * The receipt's page.
     *
     * @param languages in which the reader wants it, best first; that of the choice comes after them
     */
    String receipt(Receipt receipt, List<String> languages) {
        Event event = Receipts.event(receipt);
        JsonNode record = Objects.requireNonNull(receipt.readable());
        return event instanceof ChoiceRecorded choice
                ? choice(receipt, choice, record, languages)
                : noChoice(receipt, languages);
    }

    /** The page of an entry whose content is gone. */
    String erased(Receipt receipt, List<String> languages) {
        Words words = Words.in(languages.stream());
        return page(words, Map.of(), null, "erased.heading", List.of("erased.lead", "erased.proof"), null, receipt);
    }

    /** The page where nothing is; it is the same for a wrong key and for an unknown event. */
    String missing(List<String> languages) {
        Words words = Words.in(languages.stream());
        return page(words, Map.of(), null, "missing.heading", List.of("missing.lead"), null, null);
    }

    private String choice(Receipt receipt, ChoiceRecorded choice, JsonNode record, List<String> languages) {
        Words words = Words.in(Stream.concat(languages.stream(), Stream.of(choice.language())));
        Optional<SitePublished> site = snapshots.find(choice.site());
        ZoneId zone = site.map(SitePublished::timeZone).map(ZoneId::of).orElse(ZoneOffset.UTC);
        ShownTimes times = new ShownTimes(zone, words.locale());
        @Nullable
        ShownNotice notice = site.map(known -> new ShownNotice(choice, known)).orElse(null);
        String name = site.map(SitePublished::name).orElse(choice.site());
        List<String> lead = new ArrayList<>(List.of("lead"));
        lead.add(choice.validUntil().isAfter(clock.instant()) ? "lead.valid" : "lead.expired");
        lead.add("lead.later");
        return page(
                words,
                Map.of(
                        "site", name,
                        "time", times.moment(choice.recordedAt()),
                        "until", times.day(choice.validUntil())),
                name,
                "heading." + ChoiceWords.wire(choice.action()),
                lead,
                new ChoiceWords(choice, record, notice, words, times).part(),
                receipt);
    }

    private String noChoice(Receipt receipt, List<String> languages) {
        Words words = Words.in(languages.stream());
        return page(words, Map.of(), null, "other.heading", List.of("other.lead"), null, receipt);
    }

    private String page(
            Words words,
            Map<String, String> values,
            @Nullable String site,
            String heading,
            List<String> lead,
            @Nullable ChoicePart choice,
            @Nullable Receipt receipt) {
        Map<String, String> texts = words.all(values);
        return Templates.page(new Page(
                        words.language(),
                        texts,
                        site,
                        words.text(heading, values),
                        receipt == null ? "bad" : "plain",
                        lead.stream().map(key -> words.text(key, values)).toList(),
                        receipt == null,
                        choice,
                        receipt == null ? null : ProofPart.of(receipt, logs.verifierKey(receipt.log()), words),
                        script.address(),
                        script.integrity()))
                .render();
    }
}
