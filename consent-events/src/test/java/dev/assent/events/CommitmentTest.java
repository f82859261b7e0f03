package dev.assent.events;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;

class CommitmentTest {

    /** Computed apart from this code. They may never change: no receipt would verify any more. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'', b8b23c6d5689e308e39d72b2d3cfed9fc17a56e2f2c47daed8a60ec1197c75f9",
                "'{\"type\":\"assent.choice-recorded.v1\"}',"
                        + " a56c86819fd4c38de5155c0cc146422f09f7257930f41fcb6d98bc81b43830be"
            })
    void aCommitmentStaysWhatItIs(String value, String commitment) {
        assertThat(HexFormat.of().formatHex(Commitment.of(value.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(commitment);
    }
}
