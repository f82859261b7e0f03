package dev.assent.ledger.ingest;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.SubjectCommand;
import dev.assent.ledger.ingest.KeptProofs.Held;
import dev.assent.ledger.platform.Visitor;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class KeptProofsTest {

    private final Visitor visitor = Visitor.on("smartsupp");
    private final List<Held> log = new ArrayList<>();

    @Test
    void aGrantIsKeptWithWhatEndedItAndARefusalIsNot() {
        held(true, visitor.chooses(null, Answer.DENIED));
        held(true, visitor.chooses(null, Answer.GRANTED));
        held(false, visitor.chooses(null, Answer.GRANTED));
        held(true, visitor.chooses(null, Answer.DENIED));
        held(true, visitor.chooses(null, Answer.DENIED));

        assertThat(indexes(kept(Period.ofYears(3)))).containsExactly(1L, 3L);
    }

    @Test
    void whatOnlyWaitedForAConfirmationIsKeptOnlyIfItWasConfirmed() {
        ChoiceRecorded pending = visitor.chooses(Map.of("newsletter", Answer.PENDING));
        held(true, visitor.chooses(Map.of("newsletter", Answer.PENDING)));
        held(true, pending);
        assertThat(kept(Period.ofYears(3)).proofs()).isEmpty();

        held(true, confirming(pending));
        assertThat(indexes(kept(Period.ofYears(3)))).containsExactly(1L, 2L);
    }

    @Test
    void thePeriodBeginsWhenTheConsentEnded() {
        SubjectCommand erase = erase(Period.ofYears(3));
        Instant over = erase.recordedAt().minus(30, ChronoUnit.DAYS);
        held(true, visitor.chooses(null, Answer.GRANTED, over));

        assertThat(KeptProofs.of(erase, log).keepUntil())
                .isEqualTo(over.atZone(ZoneOffset.UTC).plusYears(3).toInstant());
    }

    @Test
    void aGrantWhosePeriodIsOverIsNotKept() {
        SubjectCommand erase = erase(Period.ofDays(30));
        held(true, visitor.chooses(null, Answer.GRANTED, erase.recordedAt().minus(30, ChronoUnit.DAYS)));

        assertThat(KeptProofs.of(erase, log).keepUntil()).isNull();
    }

    @Test
    void withoutAPeriodNothingIsKept() {
        held(true, visitor.chooses(null, Answer.GRANTED));

        assertThat(kept(null).proofs()).isEmpty();
        assertThat(kept(Period.ZERO).proofs()).isEmpty();
    }

    private KeptProofs kept(Period period) {
        return KeptProofs.of(erase(period), log);
    }

    private SubjectCommand erase(Period period) {
        SubjectCommand plain = visitor.command(SubjectCommand.Command.ERASE);
        return new SubjectCommand(
                plain.eventId(),
                plain.site(),
                plain.subject(),
                plain.recordedAt(),
                plain.command(),
                null,
                period,
                null,
                null,
                null,
                null,
                plain.salt(),
                plain.producer());
    }

    private ChoiceRecorded confirming(ChoiceRecorded pending) {
        ChoiceRecorded c = visitor.chooses(Map.of("newsletter", Answer.GRANTED));
        return new ChoiceRecorded(
                c.eventId(),
                c.site(),
                c.subject(),
                c.recordedAt(),
                null,
                false,
                c.validUntil(),
                1,
                c.noticeHash(),
                false,
                null,
                "fr",
                c.surface(),
                c.method(),
                c.action(),
                null,
                c.purposes(),
                null,
                null,
                null,
                UUID.fromString(pending.eventId()).toString(),
                null,
                c.salt(),
                c.producer());
    }

    private void held(boolean effective, ChoiceRecorded choice) {
        log.add(new Held(log.size(), effective, choice, new byte[0]));
    }

    private static List<Long> indexes(KeptProofs kept) {
        return kept.proofs().stream().map(Held::index).toList();
    }
}
