package dev.assent.api.importing;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PacedBodyTest {

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final int PACE = 10;

    private long now;

    /** So many bytes, each of which lets the reader wait. */
    private PacedBody body(int bytes, Duration eachWaits) {
        InputStream slow = new ByteArrayInputStream(new byte[bytes]) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                now += eachWaits.toNanos();
                return super.read(target, from, Math.min(length, 1));
            }
        };
        return new PacedBody(slow, GRACE, PACE, () -> now);
    }

    @Test
    void aBodyAtTheLeastPaceIsReadWhole() throws IOException {
        assertThat(body(500, Duration.ofMillis(100)).readAllBytes()).hasSize(500);
    }

    @Test
    void aSlowerOneIsBrokenOffOnceItsGraceIsOver() throws IOException {
        PacedBody body = body(500, Duration.ofMillis(200));

        // Each byte takes 100 ms more than it may.
        assertThat(body.readNBytes(30)).hasSize(30);
        assertThatExceptionOfType(PacedBody.TooSlowException.class).isThrownBy(body::read);
    }

    @Test
    void whatIsDoneBetweenTheReadsDoesNotCount() throws IOException {
        PacedBody body = body(10, Duration.ZERO);

        for (int i = 0; i < 10; i++) {
            now += Duration.ofMinutes(1).toNanos();
            assertThat(body.read()).isZero();
        }

        assertThat(body.read()).isEqualTo(-1);
    }
}
