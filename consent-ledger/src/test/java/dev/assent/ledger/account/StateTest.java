package dev.assent.ledger.account;

import dev.assent.ledger.log.LogId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class StateTest {

    @ParameterizedTest
    @CsvSource({
        // accepted, unknown, ended, log's end then, log's end now, entries and duplicates
        "10, 0, true, 50, 49, 0, WAITING",
        "10, 0, true, 50, 50, 10, EQUAL",
        "10, 3, true, 50, 50, 10, EQUAL",
        "10, 3, true, 50, 50, 11, WITHIN",
        "10, 3, true, 50, 99, 13, WITHIN",
        "10, 3, true, 50, 50, 14, OVER",
        "10, 3, true, 50, 50, 9, SHORT",
        "10, 0, false, 50, 50, 10, BOUNDED",
        "10, 0, false, 50, 99, 4000, BOUNDED",
        "10, 0, false, 50, 50, 9, SHORT"
    })
    void followsFromTheCounts(
            long accepted, long unknown, boolean ended, long end, long reached, long has, State expected) {
        RunAccount account = new RunAccount("run", new LogId(1, 0), Instant.EPOCH, accepted, unknown, ended, end);

        assertThat(State.of(account, reached, has)).isEqualTo(expected);
    }
}
