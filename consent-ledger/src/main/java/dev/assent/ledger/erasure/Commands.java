package dev.assent.ledger.erasure;

import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Method;
import dev.assent.events.SitePublished;
import dev.assent.events.Subject;
import dev.assent.events.SubjectCommand;
import dev.assent.events.SubjectCommand.Command;
import dev.assent.events.SubjectCommand.Shredded;
import dev.assent.events.Surface;
import dev.assent.foundation.snapshot.Snapshots;
import dev.assent.ledger.config.OwnRun;
import dev.assent.ledger.log.Hashes;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.seal.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Makes the records that the ledger itself puts on {@code consent.events}. Their ids follow from what they are made for, so
 * that an order that is given again, after a crash or a restore, is one entry all the same.
 */
@ApplicationScoped
class Commands {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Period USUAL_VALIDITY = Period.ofMonths(6);

    private final Sealer sealer;
    private final Snapshots snapshots;
    private final OwnRun run;
    private final Clock clock;

    Commands(Sealer sealer, Snapshots snapshots, OwnRun run, Clock clock) {
        this.run = run;
        this.sealer = sealer;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** Erases; keeps proofs for the period after each grant ended, or nothing without one. */
    SubjectCommand erase(String cause, Subject subject, @Nullable String requestId, @Nullable Period evidencePeriod) {
        return command(cause, "erase", subject, Command.ERASE, requestId, evidencePeriod, null, null, null, null);
    }

    /** Restricts, or lifts the restriction. */
    SubjectCommand restrict(String cause, Subject subject, @Nullable String requestId, boolean lifted) {
        return command(
                cause, "restrict", subject, Command.RESTRICT, requestId, null, lifted ? true : null, null, null, null);
    }

    /** Says that the time of some keys of a log is over. It is under nobody's subject, and so stays readable. */
    SubjectCommand expireKeys(String site, int partition, int partitions, List<Long> keys) {
        return command(
                "keys",
                keys.toString(),
                nobody(site, partition, partitions),
                Command.EXPIRE,
                null,
                null,
                null,
                keys,
                null,
                null);
    }

    /** Says that the time of what an erasure kept is over. */
    SubjectCommand expireCase(String site, int partition, int partitions, long erasure) {
        // Given again each hour, should the database's clock have stood in its way.
        String cause = "case " + clock.instant().truncatedTo(ChronoUnit.HOURS);
        return command(
                cause,
                Long.toString(erasure),
                nobody(site, partition, partitions),
                Command.EXPIRE,
                null,
                null,
                null,
                null,
                erasure,
                null);
    }

    /** Says what an erasure of a log shredded. It is under nobody's subject, and so stays readable. */
    SubjectCommand stating(String site, LogId log, int partitions, Shredded shredded) {
        return command(
                "shredded",
                log.name() + "/" + shredded.erasure(),
                nobody(site, log.partition(), partitions),
                Command.EXPIRE,
                null,
                null,
                null,
                null,
                null,
                shredded);
    }

    private SubjectCommand command(
            String cause,
            String step,
            Subject subject,
            Command command,
            @Nullable String requestId,
            @Nullable Period evidencePeriod,
            @Nullable Boolean lifted,
            @Nullable List<Long> keys,
            @Nullable Long erasure,
            @Nullable Shredded shredded) {
        return new SubjectCommand(
                id(cause, subject, step),
                subject.site(),
                subject.value(),
                now(),
                command,
                requestId,
                evidencePeriod,
                lifted,
                keys,
                erasure,
                shredded,
                salt(),
                run.next());
    }

    /** Withdraws everything under the subject, so that its state, webhooks and tags follow before it is erased. */
    ChoiceRecorded withdraw(String cause, Subject subject, ChoiceRecorded present, Surface surface) {
        Instant now = now();
        Period validity =
                snapshots.find(subject.site()).map(SitePublished::renewAfter).orElse(USUAL_VALIDITY);
        return new ChoiceRecorded(
                id(cause, subject, "withdraw"),
                subject.site(),
                subject.value(),
                now,
                null,
                false,
                now.atZone(ZoneOffset.UTC).plus(validity).toInstant(),
                present.noticeVersion(),
                present.noticeHash(),
                present.noticeSuperseded(),
                null,
                present.language(),
                surface,
                Method.API,
                Action.WITHDRAW_ALL,
                null,
                withdrawn(present.purposes()),
                present.vendors() == null ? null : withdrawn(present.vendors()),
                null,
                present.subjectKey(),
                null,
                null,
                salt(),
                run.next());
    }

    private static SortedMap<String, Answer> withdrawn(SortedMap<String, Answer> answers) {
        SortedMap<String, Answer> withdrawn = new TreeMap<>(answers);
        withdrawn.replaceAll((id, answer) -> answer == Answer.EXEMPT ? Answer.EXEMPT : Answer.DENIED);
        return withdrawn;
    }

    /** The subject of a log under which nobody can make choices: a hash of another kind, in the log's partition. */
    static Subject nobody(String site, int partition, int partitions) {
        for (int counter = 0; ; counter++) {
            MessageDigest sha256 = Hashes.sha256();
            sha256.update(("assent/nobody/v1\0" + site + "\0").getBytes(StandardCharsets.US_ASCII));
            sha256.update(ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(partition)
                    .putInt(counter)
                    .array());
            Subject nobody =
                    new Subject(site, Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest()));
            if (nobody.partition(partitions) == partition) {
                return nobody;
            }
        }
    }

    /**
     * A UUIDv8 (RFC 9562) that follows from what it names, under a key: it stands in the log for ever, and must not tell whom
     * an order was about.
     */
    private String id(String cause, Subject subject, String step) {
        ByteBuffer tag = ByteBuffer.wrap(sealer.tag("assent/order/v1", cause, subject.site(), subject.value(), step));
        long high = (tag.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
        long low = (tag.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String salt() {
        byte[] salt = new byte[32];
        RANDOM.nextBytes(salt);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(salt);
    }
}
