package dev.assent.api.site;

import dev.assent.events.Answer;
import dev.assent.events.SitePublished.AcceptedVersion;
import dev.assent.events.SitePublished.Asking;
import org.jspecify.annotations.Nullable;

import java.time.Period;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A notice version under which choices are taken, with the answers to all that it asks written out beforehand. */
public final class NoticeVersion {

    private final int number;
    private final String hash;
    private final Period validity;
    private final boolean superseded;
    private final SortedMap<String, Asker> askers;
    private final List<String> deniedByGpc;
    private final SortedMap<String, Answer> neverAsked;
    private final SortedMap<String, Answer> withdrawn;
    private final Map<Answer, SortedMap<String, Answer>> ofBanner = new EnumMap<>(Answer.class);
    private final Map<Answer, SortedMap<String, Answer>> ofForms = new EnumMap<>(Answer.class);
    private final @Nullable Map<Answer, SortedMap<String, Answer>> vendors;

    private NoticeVersion(AcceptedVersion accepted, int newest) {
        Asking asking = accepted.asking();
        this.number = accepted.version();
        this.hash = accepted.hash();
        this.validity = accepted.validity();
        this.superseded = accepted.version() < newest;
        this.askers = Collections.unmodifiableSortedMap(askers(accepted));
        this.deniedByGpc = asking == null
                ? List.of()
                : asking.deniedByGpc().stream()
                        .filter(purpose -> askers.getOrDefault(purpose, Asker.NOBODY) != Asker.NOBODY)
                        .sorted()
                        .toList();
        this.neverAsked = each(asker -> Answer.NEVER_ASKED);
        this.withdrawn = each(asker -> Answer.DENIED);
        ofBanner.put(Answer.GRANTED, each(asker -> asker.isForm() ? Answer.NEVER_ASKED : asker.granted()));
        ofBanner.put(Answer.DENIED, each(asker -> asker.isForm() ? Answer.NEVER_ASKED : Answer.DENIED));
        ofForms.put(Answer.GRANTED, each(asker -> asker.isForm() ? asker.granted() : Answer.NEVER_ASKED));
        ofForms.put(Answer.DENIED, each(asker -> asker.isForm() ? Answer.DENIED : Answer.NEVER_ASKED));
        this.vendors = asking != null && asking.vendorChoices() ? ofVendors(accepted.vendors()) : null;
    }

    static NoticeVersion of(AcceptedVersion accepted, int newest) {
        return new NoticeVersion(accepted, newest);
    }

    /** The version's number. */
    public int number() {
        return number;
    }

    /** SHA-256 of its frozen content, in hex. */
    public String hash() {
        return hash;
    }

    /** How long a choice under it holds. */
    public Period validity() {
        return validity;
    }

    /** Whether a newer one is published. */
    public boolean superseded() {
        return superseded;
    }

    /** Who asks for a purpose; null if the version has no such purpose. */
    public @Nullable Asker asker(String purpose) {
        return askers.get(purpose);
    }

    /** The purposes that a Global Privacy Control signal denies where the site honours it, sorted. */
    public List<String> deniedByGpc() {
        return deniedByGpc;
    }

    /** Every purpose unanswered, the exempt ones stated as exempt. */
    public SortedMap<String, Answer> neverAsked() {
        return neverAsked;
    }

    /** Every purpose denied, whoever asked for it; the exempt ones stated as exempt. */
    public SortedMap<String, Answer> withdrawn() {
        return withdrawn;
    }

    /**
     * One answer for all that is asked in one place, and nothing said of the rest. A grant that the owner of an address
     * confirms is pending.
     *
     * @param answer granted or denied
     * @param form whether a form asks, and not the banner
     */
    public SortedMap<String, Answer> all(Answer answer, boolean form) {
        return (form ? ofForms : ofBanner).getOrDefault(answer, neverAsked);
    }

    /**
     * One answer for every vendor.
     *
     * @param answer granted, denied or never asked
     * @return null where the version offers no choice of vendors
     */
    public @Nullable SortedMap<String, Answer> vendors(Answer answer) {
        return vendors == null ? null : vendors.get(answer);
    }

    private SortedMap<String, Answer> each(Function<Asker, Answer> answer) {
        SortedMap<String, Answer> answers = new TreeMap<>();
        askers.forEach(
                (purpose, asker) -> answers.put(purpose, asker == Asker.NOBODY ? Answer.EXEMPT : answer.apply(asker)));
        return Collections.unmodifiableSortedMap(answers);
    }

    private static SortedMap<String, Asker> askers(AcceptedVersion accepted) {
        SortedMap<String, Asker> askers = new TreeMap<>();
        Map<String, Boolean> forms =
                accepted.asking() == null ? Map.of() : accepted.asking().forms();
        accepted.purposes().forEach((purpose, exempt) -> {
            Boolean confirmed = forms.get(purpose);
            Asker form = confirmed == null ? Asker.BANNER : confirmed ? Asker.CONFIRMED_FORM : Asker.FORM;
            askers.put(purpose, exempt ? Asker.NOBODY : form);
        });
        return askers;
    }

    private static Map<Answer, SortedMap<String, Answer>> ofVendors(List<String> ids) {
        Map<Answer, SortedMap<String, Answer>> byAnswer = new EnumMap<>(Answer.class);
        for (Answer answer : List.of(Answer.GRANTED, Answer.DENIED, Answer.NEVER_ASKED)) {
            SortedMap<String, Answer> answers = new TreeMap<>();
            ids.forEach(id -> answers.put(id, answer));
            byAnswer.put(answer, Collections.unmodifiableSortedMap(answers));
        }
        return byAnswer;
    }
}
