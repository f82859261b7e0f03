package dev.assent.verify.tile;

import dev.assent.verify.merkle.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TilePathTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 0, 1, tile/0/000.p/1",
        "1, 999, 256, tile/1/999",
        "1, 1000, 17, tile/1/x001/000.p/17",
        "2, 1234067, 255, tile/2/x001/x234/067.p/255"
    })
    void tilesStandWhereTheSpecificationPutsThem(int level, long index, int width, String path) {
        assertThat(TilePath.tile(level, index, width)).isEqualTo(path);
        assertThat(TilePath.entries(index, width)).isEqualTo(path.replaceFirst("tile/[0-9]/", "tile/entries/"));
    }

    @Test
    void aBundleIsItsEntriesWithTheirLengths() throws MalformedTileException {
        byte[] bundle = HexFormat.of().parseHex("0002aabb" + "0000" + "0001cc");

        assertThat(TileContent.entries(bundle, 2))
                .containsExactly(new byte[] {(byte) 0xaa, (byte) 0xbb}, new byte[] {});
        assertThatExceptionOfType(MalformedTileException.class).isThrownBy(() -> TileContent.entries(bundle, 4));
        assertThatExceptionOfType(MalformedTileException.class)
                .isThrownBy(() -> TileContent.entries(HexFormat.of().parseHex("0002aa"), 1));
    }

    @Test
    void aTileIsItsHashes() throws MalformedTileException {
        byte[] tile = new byte[2 * Hash.LENGTH];
        tile[Hash.LENGTH] = 7;

        assertThat(TileContent.hashes(tile, 2).get(1).bytes()[0]).isEqualTo((byte) 7);
        assertThatExceptionOfType(MalformedTileException.class).isThrownBy(() -> TileContent.hashes(tile, 3));
        assertThatExceptionOfType(MalformedTileException.class).isThrownBy(() -> TileContent.hashes(new byte[33], 1));
    }
}
