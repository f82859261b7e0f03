package dev.assent.verify;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressBarTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ProgressBar bar = new ProgressBar(new PrintStream(out, true, StandardCharsets.UTF_8));

    @Test
    void allLogsAreOneBar() {
        bar.at("1-0", 500, 1_000);
        bar.at("1-1", 1_000, 2_000);

        assertThat(bar.line(2))
                .isEqualTo("[###############               ]  50 %  1,500 of 3,000 entries  750/s  2 s left");
    }

    @Test
    void nothingOfItStaysBehind() {
        bar.at("1-0", 500, 1_000);

        bar.end();

        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("\r[").endsWith(" \r");
    }
}
