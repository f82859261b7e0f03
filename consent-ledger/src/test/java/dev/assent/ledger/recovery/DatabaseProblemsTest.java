package dev.assent.ledger.recovery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

/** What is worth another try, and what is a fault of ours. */
class DatabaseProblemsTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "58030"})
    void aDatabaseThatIsGonePasses(String state) {
        assertThat(DatabaseProblems.passes(new SQLException("gone", state))).isTrue();
    }

    @Test
    void soDoesAPoolWithoutAConnection() {
        assertThat(DatabaseProblems.passes(new SQLException("Acquisition timeout")))
                .isTrue();
        assertThat(DatabaseProblems.passes(null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "42501", "23505", "22P02"})
    void aQuestionThatIsRefusedDoesNot(String state) {
        assertThat(DatabaseProblems.passes(new SQLException("refused", state))).isFalse();
    }
}
