package dev.assent.ledger.ingest;

import dev.assent.events.LogKeyRotated;
import dev.assent.events.MalformedEventException.Reason;
import dev.assent.events.ProducerPosition;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.NoteSigner;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Base64;

import static org.assertj.core.api.Assertions.assertThat;

class RotationRuleTest {

    private static final LogId LOG = new LogId(1, 3);
    private static final String ORIGIN = "ledger.test/assent/1-3";
    private static final NoteSigner OLD = signer(7);
    private static final NoteSigner NEW = signer(8);
    private static final NoteSigner STRANGER = signer(9);

    private final LogKeyRotated good = rotation(LOG, ORIGIN, OLD, OLD, NEW, NEW);

    @Test
    void aRotationOfThisLogFromItsKeySignedByBothIsTaken() {
        assertThat(RotationRule.refusal(good, LOG, OLD.key(ORIGIN))).isEmpty();
    }

    @Test
    void anotherLogsIsRefused() {
        assertThat(RotationRule.refusal(good, new LogId(1, 2), OLD.key(ORIGIN))).contains(Reason.WRONG_LOG);
        assertThat(RotationRule.refusal(good, new LogId(2, 3), OLD.key(ORIGIN))).contains(Reason.WRONG_LOG);
        assertThat(RotationRule.refusal(
                        rotation(LOG, "ledger.test/assent/1-2", OLD, OLD, NEW, NEW), LOG, OLD.key(ORIGIN)))
                .contains(Reason.WRONG_OLD_KEY);
    }

    @Test
    void oneFromAnyOtherKeyIsRefused() {
        assertThat(RotationRule.refusal(good, LOG, NEW.key(ORIGIN))).contains(Reason.WRONG_OLD_KEY);
        assertThat(RotationRule.refusal(rotation(LOG, ORIGIN, STRANGER, STRANGER, NEW, NEW), LOG, OLD.key(ORIGIN)))
                .contains(Reason.WRONG_OLD_KEY);
    }

    @Test
    void oneThatEitherKeyDidNotSignIsRefused() {
        assertThat(RotationRule.refusal(rotation(LOG, ORIGIN, OLD, STRANGER, NEW, NEW), LOG, OLD.key(ORIGIN)))
                .contains(Reason.FALSE_SIGNATURE);
        assertThat(RotationRule.refusal(rotation(LOG, ORIGIN, OLD, OLD, NEW, STRANGER), LOG, OLD.key(ORIGIN)))
                .contains(Reason.FALSE_SIGNATURE);
    }

    @Test
    void aSignatureIsGoodForOneEventOnly() {
        LogKeyRotated again = new LogKeyRotated(
                "019a0000-0000-7000-8000-00000000000b",
                good.log(),
                good.recordedAt(),
                good.oldKey(),
                good.newKey(),
                good.oldSignature(),
                good.newSignature(),
                good.salt(),
                good.producer());

        assertThat(RotationRule.refusal(again, LOG, OLD.key(ORIGIN))).contains(Reason.FALSE_SIGNATURE);
    }

    @Test
    void aKeyDoesNotGiveWayToItself() {
        assertThat(RotationRule.refusal(rotation(LOG, ORIGIN, OLD, OLD, OLD, OLD), LOG, OLD.key(ORIGIN)))
                .contains(Reason.INVALID_FIELD);
    }

    private static LogKeyRotated rotation(
            LogId log, String origin, NoteSigner from, NoteSigner fromSigns, NoteSigner to, NoteSigner toSigns) {
        String eventId = "019a0000-0000-7000-8000-00000000000a";
        String oldKey = from.key(origin).text();
        String newKey = to.key(origin).text();
        byte[] statement = LogKeyRotated.statement(eventId, oldKey, newKey);
        return new LogKeyRotated(
                eventId,
                log.name(),
                Instant.parse("2026-11-25T22:00:00Z"),
                oldKey,
                newKey,
                Base64.getEncoder().encodeToString(fromSigns.signature(statement)),
                Base64.getEncoder().encodeToString(toSigns.signature(statement)),
                Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]),
                new ProducerPosition("5f0c1c52-6c1d-4c55-9b53-1a52e1c1a001", 1));
    }

    private static NoteSigner signer(int first) {
        byte[] seed = new byte[32];
        seed[0] = (byte) first;
        return new NoteSigner(seed);
    }
}
