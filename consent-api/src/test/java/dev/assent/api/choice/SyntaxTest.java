package dev.assent.api.choice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Random;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class SyntaxTest {

    private static final int SAMPLES = 50_000;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

    /** Patterns say the same at a glance; loops say it fast. */
    @Test
    void theLoopsJudgeAsThePatternsDo() {
        Random random = new Random(20_261_122);
        String letters = "azAZ019-._+é ";
        for (int i = 0; i < SAMPLES; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(i % 10 == 0 ? 70 : 14); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(i % 2 == 0 ? 8 : letters.length())));
            }

            assertThat(Syntax.isLanguage(text.toString()))
                    .as("%s", text)
                    .isEqualTo(LANGUAGE.matcher(text).matches());
            assertThat(Syntax.isVersion(text.toString()))
                    .as("%s", text)
                    .isEqualTo(VERSION.matcher(text).matches());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T17:00:00Z",
                "2026-11-22T17:00:00.1Z",
                "2026-11-22T17:00:00.123456789Z",
                "2024-02-29T23:59:59Z",
                "2016-12-31T23:59:60Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999Z"
            })
    void aTimeIsTheInstantThatItNames(String text) {
        assertThat(ClientTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-22",
                "2026-11-22T17:00Z",
                "2026-11-22T17:00:00",
                "2026-11-22T17:00:00z",
                "2026-11-22t17:00:00Z",
                "2026-11-22 17:00:00Z",
                "2026-11-22T17:00:00+01:00",
                "2026-11-22T17:00:00.Z",
                "2026-11-22T17:00:00.1234567890Z",
                "2026-11-22T17:00:00,1Z",
                "2026-11-22T17:00:00.1x3Z",
                "2026-11-22T24:00:00Z",
                "2026-11-22T17:60:00Z",
                "2026-11-22T17:00:60Z",
                "2026-11-22T23:59:61Z",
                "2025-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-10T00:00:00Z",
                "+12026-11-22T17:00:00Z",
                "-026-11-22T17:00:00Z",
                "٢٠٢٦-11-22T17:00:00Z"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThat(ClientTime.parse(text)).isNull();
    }
}
