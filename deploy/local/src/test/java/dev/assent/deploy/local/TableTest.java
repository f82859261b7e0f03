package dev.assent.deploy.local;

import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirLongestCell() {
        String text = new Table()
                .row("WHAT", "WHERE", "WHO")
                .row("x", "http://localhost", "")
                .text();

        assertThat(text).isEqualTo("  WHAT  WHERE             WHO\n  x     http://localhost\n");
    }

    @Test
    void showsThePortsThatWereMovedTo() throws UsageException {
        String text = Table.of(PortPlan.from(Map.of("ASSENT_PORT_OFFSET", "100", "ASSENT_PORT_DEMO", "7777")))
                .text();

        assertThat(text).contains("http://localhost:7777/mail", "localhost:19192", "http://localhost:8183/console");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(140));
    }
}
