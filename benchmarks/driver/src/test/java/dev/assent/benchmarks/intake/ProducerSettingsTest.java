package dev.assent.benchmarks.intake;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class ProducerSettingsTest {

    @Test
    void durationsAreReadAsQuarkusReadsThem() {
        assertThat(ProducerSettings.duration("2ms")).isEqualTo(Duration.ofMillis(2));
        assertThat(ProducerSettings.duration("1s")).isEqualTo(Duration.ofSeconds(1));
    }
}
