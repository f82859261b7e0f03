package dev.assent.benchmarks.result;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ColumnsTest {

    @Test
    void namesStandLeftAndFiguresRight() {
        Columns columns = new Columns().row("what", "ms").row("a", "1.0").row("longest", "12.5", "MISSED");

        assertThat(columns.text()).isEqualTo("""
                  what       ms
                  a         1.0
                  longest  12.5  MISSED
                """);
    }
}
