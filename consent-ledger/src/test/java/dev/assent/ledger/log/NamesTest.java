package dev.assent.ledger.log;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NamesTest {

    @Test
    void aLogHasOneNameAndOneNumber() {
        LogId log = new LogId(1, 3);

        assertThat(log.name()).isEqualTo("1-3");
        assertThat(log.number()).isEqualTo(65539);
        assertThat(LogId.parse("1-3")).contains(log);
        assertThat(LogId.ofNumber(65539)).isEqualTo(log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0-1", "01-1", "1-01", "1-65536", "1-3 ", "-1-3", "1-3-4", "99999-1"})
    void noOtherTextNamesALog(String text) {
        assertThat(LogId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"000,0,256", "067,67,256", "x001/x234/067,1234067,256", "x001/x234/067.p/8,1234067,8", "000.p/255,0,255"
    })
    void aTilePathIsReadAndWritten(String path, long n, int width) {
        assertThat(TilePath.parse(path)).contains(new TilePath(n, width));
        assertThat(new TilePath(n, width)).hasToString(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0000",
                "x000/001",
                "001/002",
                "x001",
                "001.p/0",
                "001.p/256",
                "001.p/01",
                "001.p",
                "1234"
            })
    void noOtherTextIsATilePath(String text) {
        assertThat(TilePath.parse(text)).isEmpty();
    }

    @Test
    void aTileIsWithinATreeThatHasAllOfIt() {
        assertThat(new TilePath(0, 256).within(0, 256)).isTrue();
        assertThat(new TilePath(0, 256).within(0, 255)).isFalse();
        assertThat(new TilePath(0, 1).within(1, 256)).isTrue();
        assertThat(new TilePath(0, 2).within(1, 256)).isFalse();
        assertThat(new TilePath(0, 1).within(9, Long.MAX_VALUE)).isFalse();
        // 2^56 · 256 wraps to 0, where there is a tile.
        assertThat(new TilePath(1L << 56, 1).within(0, 1000)).isFalse();
        assertThat(new TilePath(999_999_999_999_999_999L, 256).within(0, Long.MAX_VALUE))
                .isFalse();
    }

    @Test
    void aCheckpointIsReadAsItIsWritten() {
        Checkpoint checkpoint = new Checkpoint("example.test/log/1-3", 7, Hashes.emptyRoot());

        assertThat(checkpoint.text())
                .isEqualTo("example.test/log/1-3\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
        assertThat(Checkpoint.parse(checkpoint.text())).contains(checkpoint);
        assertThat(Checkpoint.parse("example.test/log/1-3\n07\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"))
                .isEmpty();
        assertThat(Checkpoint.parse("x\n1\nAAAA\n")).isEmpty();
        assertThat(Checkpoint.parse("x")).isEmpty();
    }
}
