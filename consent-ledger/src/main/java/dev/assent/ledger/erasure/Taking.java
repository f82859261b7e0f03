package dev.assent.ledger.erasure;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.Generation;
import dev.assent.events.LogEvent;
import dev.assent.events.MalformedEventException;
import dev.assent.events.SitePublished;
import dev.assent.events.Subject;
import dev.assent.events.SubjectRequestAnswered.Outcome;
import dev.assent.events.SubjectRequestIssued;
import dev.assent.events.SubjectRequestIssued.Decision;
import dev.assent.events.Surface;
import dev.assent.foundation.outbox.Outbox;
import dev.assent.foundation.snapshot.Snapshots;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.erasure.Asked.Order;
import dev.assent.ledger.evidence.Entries;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.log.Hashes;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.recovery.CaughtUp;
import dev.assent.ledger.seal.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
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
    private final Packages packages;
    private final Commands commands;
    private final Answers answers;
    private final AccessPackage access;
    private final EvidenceDatabases databases;
    private final Sealer sealer;
    private final CaughtUp caughtUp;
    private final Snapshots snapshots;
    private final Outbox outbox;
    private final LedgerConfig config;

    Taking(
            Requests requests,
            Packages packages,
            Commands commands,
            Answers answers,
            AccessPackage access,
            EvidenceDatabases databases,
            Sealer sealer,
            CaughtUp caughtUp,
            Snapshots snapshots,
            Outbox outbox,
            LedgerConfig config) {
        this.requests = requests;
        this.packages = packages;
        this.commands = commands;
        this.answers = answers;
        this.access = access;
        this.databases = databases;
        this.sealer = sealer;
        this.caughtUp = caughtUp;
        this.snapshots = snapshots;
        this.outbox = outbox;
        this.config = config;
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

    /** Whether the logs that a request is about are current, so that it can be taken. */
    boolean canTake(SubjectRequestIssued issued) {
        return snapshots.complete()
                && subjects(issued).stream().allMatch(subject -> caughtUp.isCurrent(logOf(subject)));
    }

    /** Takes a request, unless it was taken before. */
    @Transactional
    void take(SubjectRequestIssued issued, int partition, long offset) {
        requests.advance(partition, offset + 1);
        List<Subject> subjects = subjects(issued);
        if (!requests.take(issued, sameTag(issued, subjects))) {
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
                                .map(subject -> send(
                                        commands.restrict(
                                                issued.eventId(),
                                                subject,
                                                issued.requestId(),
                                                Boolean.TRUE.equals(issued.lifted())),
                                        subject,
                                        false))
                                .toList());
            case ACCESS, PORTABILITY -> access.answer(issued, subjects);
            // A choice is changed by another choice, which only the person makes; a person must answer these.
            case RECTIFICATION, OBJECTION -> answers.give(issued, Outcome.FAILED, null);
        }
    }

    private void order(SubjectRequestIssued issued, List<Order> orders) {
        if (orders.isEmpty()) {
            answers.give(issued, Outcome.NOTHING_HELD, null);
        } else {
            requests.ordered(issued.eventId(), orders);
        }
    }

    private List<Order> erase(SubjectRequestIssued issued, Subject subject) {
        packages.forget(subject);
        List<Order> orders = new ArrayList<>();
        present(subject)
                .filter(choice -> choice.purposes().containsValue(Answer.GRANTED)
                        || choice.purposes().containsValue(Answer.PENDING))
                .ifPresent(choice -> orders.add(
                        send(commands.withdraw(issued.eventId(), subject, choice, surface(issued)), subject, false)));
        orders.add(send(
                commands.erase(issued.eventId(), subject, issued.requestId(), evidencePeriod(issued)), subject, true));
        return orders;
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

    private Order send(LogEvent event, Subject subject, boolean erases) {
        outbox.put(EventCodec.toLogRecord(
                event,
                EventCodec.write(event),
                "/" + HOLDER,
                new Generation(config.generation(), config.partitions())));
        return new Order(logOf(subject).name(), UUID.fromString(event.eventId()), erases);
    }

    /** The subject's newest choice that took effect, restricted or not. */
    private Optional<ChoiceRecorded> present(Subject subject) {
        LogId log = logOf(subject);
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

    private LogId logOf(Subject subject) {
        return new LogId(config.generation(), subject.partition(config.partitions()));
    }

    private static List<Subject> subjects(SubjectRequestIssued issued) {
        return issued.identifiers().stream()
                .filter(identifier -> identifier.kind().equals(KIND)
                        && SUBJECT.matcher(identifier.value()).matches())
                .map(identifier -> new Subject(issued.site(), identifier.value()))
                .distinct()
                .toList();
    }

    /** The same for the same request, whoever sends it again, and telling nothing to whoever does not know the subjects. */
    private static byte[] sameTag(SubjectRequestIssued issued, List<Subject> subjects) {
        StringBuilder all = new StringBuilder("assent/request/v1\0");
        all.append(issued.site()).append('\0').append(issued.requestId()).append('\0');
        all.append(issued.right())
                .append('\0')
                .append(issued.decision())
                .append('\0')
                .append(issued.lifted());
        subjects.stream().map(Subject::value).sorted().forEach(value -> all.append('\0')
                .append(value));
        return Hashes.sha256().digest(all.toString().getBytes(StandardCharsets.UTF_8));
    }
}
