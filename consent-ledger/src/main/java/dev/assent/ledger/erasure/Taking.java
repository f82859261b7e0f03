package dev.assent.ledger.erasure;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.LogEvent;
import dev.assent.events.MalformedEventException;
import dev.assent.events.SitePublished;
import dev.assent.events.Subject;
import dev.assent.events.SubjectRequestAnswered.Outcome;
import dev.assent.events.SubjectRequestIssued;
import dev.assent.events.SubjectRequestIssued.Decision;
import dev.assent.events.SubjectRequestIssued.Right;
import dev.assent.events.Surface;
import dev.assent.foundation.outbox.Outbox;
import dev.assent.foundation.snapshot.Snapshots;
import dev.assent.ledger.erasure.Asked.Order;
import dev.assent.ledger.erasure.LeftRequests.Figures;
import dev.assent.ledger.erasure.LeftRequests.Left;
import dev.assent.ledger.erasure.Places.Place;
import dev.assent.ledger.evidence.Entries;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.recovery.CaughtUp;
import dev.assent.ledger.seal.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Takes a request once: what it orders is on its way if, and only if, it counts as taken. */
@ApplicationScoped
class Taking {

    /** What the ledger is called as a holder of personal data. */
    static final String HOLDER = "consent-ledger";

    private static final String KIND = "subject";
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Requests requests;
    private final LeftRequests left;
    private final Packages packages;
    private final Commands commands;
    private final Answers answers;
    private final AccessPackage access;
    private final EvidenceDatabases databases;
    private final Sealer sealer;
    private final CaughtUp caughtUp;
    private final Snapshots snapshots;
    private final Outbox outbox;
    private final Places places;

    Taking(
            Requests requests,
            LeftRequests left,
            Packages packages,
            Commands commands,
            Answers answers,
            AccessPackage access,
            EvidenceDatabases databases,
            Sealer sealer,
            CaughtUp caughtUp,
            Snapshots snapshots,
            Outbox outbox,
            Places places) {
        this.requests = requests;
        this.left = left;
        this.packages = packages;
        this.commands = commands;
        this.answers = answers;
        this.access = access;
        this.databases = databases;
        this.sealer = sealer;
        this.caughtUp = caughtUp;
        this.snapshots = snapshots;
        this.outbox = outbox;
        this.places = places;
    }

    /** The first offset of a partition of the topic that was not taken. */
    @Transactional
    long position(int partition) {
        return requests.position(partition);
    }

    /** Goes past a record that is for another holder, or no request at all. */
    @Transactional
    void skip(int partition, long offset) {
        requests.advance(partition, offset + 1);
    }

    /** Whether requests can be taken at all: what a site keeps of whom it erases stands in its snapshot. */
    boolean isReady() {
        return snapshots.complete();
    }

    /**
     * Whether the logs that a request is about are current and no earlier one of the same people waits.
     *
     * @param waiting as what it waits; null where it was just read
     */
    @Transactional
    boolean canTake(SubjectRequestIssued issued, @Nullable Left waiting) {
        List<Subject> subjects = subjects(issued);
        return !left.waitsBefore(waiting, subjects)
                && subjects.stream()
                        .flatMap(subject -> places.of(subject).stream())
                        .allMatch(place -> place.frozen() || caughtUp.hasComeThrough(place.log()));
    }

    /** Takes a request that was just read, unless it was taken before. */
    @Transactional
    void take(SubjectRequestIssued issued, int partition, long offset) {
        requests.advance(partition, offset + 1);
        take(issued);
    }

    /** Takes a request that had been left, unless it was taken before. */
    @Transactional
    void take(SubjectRequestIssued issued, Left waiting) {
        left.end(waiting);
        take(issued);
    }

    /** Leaves a request for later, and goes past it. */
    @Transactional
    void leave(SubjectRequestIssued issued, int partition, long offset) {
        requests.advance(partition, offset + 1);
        left.leave(partition, offset, subjects(issued));
    }

    /** What was left, in its order. */
    @Transactional
    List<Left> left() {
        return left.all();
    }

    /** Gives up what was left: the topic has let it go. */
    @Transactional
    void lose(Left waiting) {
        left.end(waiting);
        left.lose(waiting.partition(), waiting.offset(), waiting.offset() + 1);
    }

    /** Notes that the topic let requests go unread. */
    @Transactional
    void lose(int partition, long from, long to) {
        left.lose(partition, from, to);
    }

    /** How requests stand. */
    @Transactional
    Figures figures() {
        return left.figures();
    }

    private void take(SubjectRequestIssued issued) {
        List<Subject> subjects = subjects(issued);
        byte[] sameTag = sameTag(issued, subjects);
        if (!requests.take(issued, sameTag)) {
            return;
        }
        Optional<Asked> same = issued.right() == Right.ERASURE ? requests.same(issued, sameTag) : Optional.empty();
        if (same.isPresent()) {
            // It is carried out once, and both are answered.
            requests.ordered(issued.eventId(), same.get().orders());
            return;
        }
        switch (issued.right()) {
            case ERASURE ->
                order(
                        issued,
                        subjects.stream()
                                .flatMap(subject -> erase(issued, subject).stream())
                                .toList());
            case RESTRICTION ->
                order(
                        issued,
                        subjects.stream()
                                .flatMap(subject -> restrict(issued, subject).stream())
                                .toList());
            case ACCESS, PORTABILITY -> access.answer(issued, subjects);
            // A choice is changed by another choice, which only the person makes; a person must answer these.
            case RECTIFICATION, OBJECTION -> answers.give(issued, Outcome.FAILED, null);
        }
    }

    private void order(SubjectRequestIssued issued, List<Order> orders) {
        if (orders.isEmpty()) {
            answers.give(issued, nothingHeld(issued), null);
        } else {
            requests.ordered(issued.eventId(), orders);
        }
    }

    private List<Order> erase(SubjectRequestIssued issued, Subject subject) {
        packages.forget(subject);
        List<Order> orders = new ArrayList<>();
        List<Place> all = places.of(subject);
        Place now = all.getFirst();
        present(subject, all)
                .filter(choice -> choice.purposes().containsValue(Answer.GRANTED)
                        || choice.purposes().containsValue(Answer.PENDING))
                .ifPresent(choice -> orders.add(
                        send(commands.withdraw(issued.eventId(), subject, choice, surface(issued)), now, false)));
        for (Place place : all) {
            if (place.frozen()) {
                places.shred(place.log(), subject, UUID.fromString(issued.eventId()));
            } else if (isAbout(place, subject)) {
                orders.add(send(
                        commands.erase(cause(issued, place), subject, issued.requestId(), evidencePeriod(issued)),
                        place,
                        true));
            }
        }
        return orders;
    }

    /** A frozen log can mark nothing; what it has of the person is hidden only by being erased. */
    private List<Order> restrict(SubjectRequestIssued issued, Subject subject) {
        return places.of(subject).stream()
                .filter(place -> !place.frozen() && isAbout(place, subject))
                .map(place -> send(
                        commands.restrict(
                                cause(issued, place),
                                subject,
                                issued.requestId(),
                                Boolean.TRUE.equals(issued.lifted())),
                        place,
                        false))
                .toList();
    }

    /** The present log takes every order; an earlier one those about people whom it keeps. */
    private boolean isAbout(Place place, Subject subject) {
        return place.current() || places.holds(place.log(), subject);
    }

    /** Each log's order is an event of its own. */
    private static String cause(SubjectRequestIssued issued, Place place) {
        return place.current()
                ? issued.eventId()
                : issued.eventId() + '/' + place.log().name();
    }

    private Surface surface(SubjectRequestIssued issued) {
        return issued.decision() == null ? Surface.MAIL : Surface.API;
    }

    /** What a site keeps by its own published rule, unless the officer decided that nothing is. */
    private @Nullable Period evidencePeriod(SubjectRequestIssued issued) {
        return issued.decision() == Decision.ERASE_ALL
                ? null
                : snapshots
                        .find(issued.site())
                        .map(SitePublished::evidence)
                        .map(SitePublished.Evidence::period)
                        .orElse(null);
    }

    private Order send(LogEvent event, Place place, boolean erases) {
        outbox.put(EventCodec.toLogRecord(event, EventCodec.write(event), "/" + HOLDER, place.generation()));
        return new Order(place.log().name(), UUID.fromString(event.eventId()), erases);
    }

    /** The subject's newest choice that took effect, restricted or not. */
    private Optional<ChoiceRecorded> present(Subject subject, List<Place> all) {
        return all.stream()
                .flatMap(place -> present(subject, place.log()).stream())
                .findFirst();
    }

    private Optional<ChoiceRecorded> present(Subject subject, LogId log) {
        return databases
                .of(log)
                .read(connection -> Entries.choices(connection, log, subject.site(), subject.value()))
                .stream()
                .filter(found -> found.entry().kind() == Entry.Kind.CHOICE)
                .reduce((older, newer) -> newer)
                .map(found -> opened(log, found));
    }

    private ChoiceRecorded opened(LogId log, Entries.Keyed found) {
        Entry entry = found.entry();
        byte[] key = sealer.unwrap(Objects.requireNonNull(found.key(), "found by its key"));
        try {
            return (ChoiceRecorded)
                    EventCodec.read(sealer.open(key, log, entry.index(), entry.eventId(), entry.sealed()));
        } catch (MalformedEventException e) {
            throw new IllegalStateException("entry %d of log %s cannot be read".formatted(entry.index(), log), e);
        }
    }

    /** What a request comes to that finds nothing: of an identifier that says nothing here nobody may say so. */
    static Outcome nothingHeld(SubjectRequestIssued issued) {
        return issued.identifiers().stream().allMatch(Taking::isSubject) ? Outcome.NOTHING_HELD : Outcome.FAILED;
    }

    private static boolean isSubject(SubjectRequestIssued.Identifier identifier) {
        return identifier.kind().equals(KIND)
                && SUBJECT.matcher(identifier.value()).matches();
    }

    private static List<Subject> subjects(SubjectRequestIssued issued) {
        return issued.identifiers().stream()
                .filter(Taking::isSubject)
                .map(identifier -> new Subject(issued.site(), identifier.value()))
                .distinct()
                .toList();
    }

    /** The same for the same request, whoever sends it again, and telling nothing to anyone who lacks the key. */
    private byte[] sameTag(SubjectRequestIssued issued, List<Subject> subjects) {
        List<String> parts = new ArrayList<>(List.of(
                issued.site(),
                issued.requestId(),
                issued.right().name(),
                String.valueOf(issued.decision()),
                String.valueOf(issued.lifted())));
        subjects.stream().map(Subject::value).sorted().forEach(parts::add);
        return sealer.tag("assent/request/v1", parts.toArray(String[]::new));
    }
}
