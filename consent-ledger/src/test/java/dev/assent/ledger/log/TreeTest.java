package dev.assent.ledger.log;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class TreeTest {

    /** Leaves and roots that certificate-transparency implementations agree on for sizes 1 to 8. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final int LARGEST = 600;
    private static final List<byte[]> ENTRIES = entries(LARGEST);
    private static final MemoryTiles TILES = MemoryTiles.of(ENTRIES);

    @Test
    void anEmptyTreeHasTheHashOfNothing() {
        assertThat(HexFormat.of().formatHex(Edge.empty().root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void rootsAreThoseThatOthersCompute() {
        Edge edge = Edge.empty();
        for (int i = 0; i < LEAVES.size(); i++) {
            edge.append(HexFormat.of().parseHex(LEAVES.get(i)), tile -> {});
            assertThat(HexFormat.of().formatHex(edge.root())).isEqualTo(ROOTS.get(i));
        }
    }

    @Test
    void anEdgeHasTheDefinedRootAtEverySizeAndCanBeReadBack() {
        Edge edge = Edge.empty();
        for (int size = 1; size <= LARGEST; size++) {
            edge.append(ENTRIES.get(size - 1), tile -> {});
            assertThat(edge.root()).isEqualTo(TILES.root(0, size));
            assertThat(Edge.of(TILES, size).root()).isEqualTo(edge.root());
            assertThat(new Tree(TILES, size).root()).isEqualTo(edge.root());
        }
    }

    @Test
    void aTileIsFilledOnceAndHoldsTheLevelBelow() {
        Edge edge = Edge.empty();
        Map<String, Tile> filled = new HashMap<>();
        int size = 256 * 256;
        for (int i = 0; i < size; i++) {
            edge.append(entry(i), tile -> assertThat(filled.put(tile.level() + "/" + tile.n(), tile))
                    .isNull());
        }
        assertThat(filled).hasSize(257).containsKeys("0/0", "0/255", "1/0");
        assertThat(filled.get("1/0").root()).isEqualTo(edge.root());
        assertThat(Tile.split(filled.get("1/0").hashes()).get(7))
                .isEqualTo(filled.get("0/7").root());
    }

    @Property(tries = 400)
    void everyInclusionProofLeadsToTheRoot(
            @ForAll @IntRange(min = 1, max = LARGEST) int size, @ForAll @IntRange(max = LARGEST - 1) int any) {
        int index = any % size;

        List<byte[]> proof = new Tree(TILES, size).inclusionProof(index);

        assertThat(rootByInclusion(Hashes.leaf(ENTRIES.get(index)), index, size, proof))
                .isEqualTo(TILES.root(0, size));
    }

    @Test
    void everyProofOfEverySmallSizeHolds() {
        for (int size = 1; size <= 66; size++) {
            Tree tree = new Tree(TILES, size);
            for (int index = 0; index < size; index++) {
                assertThat(rootByInclusion(Hashes.leaf(ENTRIES.get(index)), index, size, tree.inclusionProof(index)))
                        .isEqualTo(TILES.root(0, size));
            }
            for (int earlier = 1; earlier < size; earlier++) {
                assertConsistent(earlier, size, tree.consistencyProof(earlier));
            }
        }
    }

    @Property(tries = 400)
    void everyConsistencyProofLeadsToBothRoots(
            @ForAll @IntRange(min = 2, max = LARGEST) int size, @ForAll @IntRange(max = LARGEST) int any) {
        int earlier = 1 + any % (size - 1);

        assertConsistent(earlier, size, new Tree(TILES, size).consistencyProof(earlier));
    }

    @Test
    void thereIsNothingToProveFromNothingOrFromTheSameSize() {
        assertThat(new Tree(TILES, 7).consistencyProof(0)).isEmpty();
        assertThat(new Tree(TILES, 7).consistencyProof(7)).isEmpty();
    }

    /** RFC 9162, section 2.1.3.2, from the verifier's side. */
    private static byte[] rootByInclusion(byte[] leaf, long index, long size, List<byte[]> proof) {
        long fn = index;
        long sn = size - 1;
        byte[] r = leaf;
        for (byte[] p : proof) {
            assertThat(sn).isNotZero();
            if ((fn & 1) == 1 || fn == sn) {
                r = Hashes.node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = Hashes.node(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        assertThat(sn).isZero();
        return r;
    }

    /** RFC 9162, section 2.1.4.2, from the verifier's side. */
    private static void assertConsistent(int first, int second, List<byte[]> proof) {
        List<byte[]> path = new ArrayList<>(proof);
        if (Integer.bitCount(first) == 1) {
            path.addFirst(TILES.root(0, first));
        }
        long fn = first - 1L;
        long sn = second - 1L;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        byte[] fr = path.getFirst();
        byte[] sr = path.getFirst();
        for (byte[] c : path.subList(1, path.size())) {
            assertThat(sn).isNotZero();
            if ((fn & 1) == 1 || fn == sn) {
                fr = Hashes.node(c, fr);
                sr = Hashes.node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = Hashes.node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        assertThat(sn).isZero();
        assertThat(fr).isEqualTo(TILES.root(0, first));
        assertThat(sr).isEqualTo(TILES.root(0, second));
    }

    private static List<byte[]> entries(int count) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(entry(i));
        }
        return entries;
    }

    private static byte[] entry(int i) {
        return ByteBuffer.allocate(4).putInt(i).array();
    }
}
