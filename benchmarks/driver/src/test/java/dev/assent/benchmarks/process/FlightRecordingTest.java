package dev.assent.benchmarks.process;

import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class FlightRecordingTest {

    @TempDir
    Path directory;

    @Test
    void whatTheProcessorWasInIsFound() throws IOException, NoSuchAlgorithmException {
        // Given
        Path file = directory.resolve("test.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            spend(Duration.ofMillis(500));
            recording.stop();
            recording.dump(file);
        }

        // When
        FlightRecording found = FlightRecording.read(file);

        // Then
        assertThat(found.samples()).isPositive();
        assertThat(found.self().stream()
                        .mapToDouble(FlightRecording.Share::share)
                        .sum())
                .isBetween(0.999, 1.001);
        assertThat(found.within())
                .extracting(FlightRecording.Share::what)
                .contains(FlightRecordingTest.class.getName() + ".spend");
    }

    private static void spend(Duration time) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            digest.update(digest.digest(new byte[1_000]));
        }
    }
}
