package dev.assent.ledger.evidence;

import dev.assent.ledger.platform.LedgerParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import javax.sql.DataSource;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
class EvidenceDatabaseIT {

    @Inject
    DataSource dataSource;

    @Test
    void whatIsDemandedComesBeforeAllWorkUntilItIsMet() {
        EvidenceDatabase database = new EvidenceDatabase("tried", dataSource, Migration.done());
        AtomicInteger looks = new AtomicInteger();
        database.demand(connection -> {
            if (looks.incrementAndGet() < 3) {
                throw new EvidenceUnavailableException("keys are missing");
            }
            return null;
        });

        assertThatExceptionOfType(EvidenceUnavailableException.class)
                .isThrownBy(() -> database.read(connection -> 1))
                .withMessage("keys are missing");
        assertThatExceptionOfType(EvidenceUnavailableException.class).isThrownBy(() -> database.write(connection -> 1));
        assertThat(database.<Integer>read(connection -> 1)).isOne();
        assertThat(database.<Integer>write(connection -> 1)).isOne();
        assertThat(looks).hasValue(3);
    }
}
