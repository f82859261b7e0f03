package dev.assent.ledger.export;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CsvLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    void aFormulaIsText(String formula) {
        assertThat(CsvLine.cell(formula)).isEqualTo("'" + formula);
    }

    @Test
    void whatWouldEndACellIsQuoted() {
        assertThat(CsvLine.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(CsvLine.cell("say \"yes\"")).isEqualTo("\"say \"\"yes\"\"\"");
        assertThat(CsvLine.cell("=a\nb")).isEqualTo("\"'=a\nb\"");
        assertThat(CsvLine.cell("\r=1")).isEqualTo("\"'\r=1\"");
        assertThat(CsvLine.cell("granted")).isEqualTo("granted");
        assertThat(CsvLine.cell("")).isEmpty();
    }

    @Test
    void theHeadNamesTheColumns() {
        assertThat(CsvLine.HEAD)
                .startsWith("cursor,log,index,superseded,type,eventId,")
                .endsWith(",purposes,vendors,event\r\n");
    }
}
