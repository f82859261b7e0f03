package dev.assent.verify.merkle;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class ProofsTest {

    private static final int LARGEST = 300;
    private static final NaiveTree TREE = new NaiveTree(IntStream.range(0, LARGEST)
            .mapToObj(i -> Hash.leaf(ByteBuffer.allocate(4).putInt(i).array()))
            .toList());

    /** Two sizes (or an index and a size) and a place to bend. */
    record Case(int low, int high, int bend) {}

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, LARGEST),
                        Arbitraries.integers().between(0, LARGEST),
                        Arbitraries.integers().between(0, 1000))
                .as((high, low, bend) -> new Case(low % (high + 1), high, bend));
    }

    @Property
    void frontierHasTheRootOfEverySize(@ForAll("cases") Case c) {
        Frontier frontier = new Frontier();
        TREE.leaves().subList(0, c.high()).forEach(frontier::append);

        assertThat(frontier.root()).isEqualTo(TREE.root(c.high()));
        assertThat(frontier.size()).isEqualTo(c.high());
    }

    @Property
    void anInclusionProofHoldsForItsLeafOnly(@ForAll("cases") Case c) {
        int index = c.low() % c.high();
        Hash root = TREE.root(c.high());
        List<Hash> path = TREE.inclusion(index, c.high());
        InclusionProof proof = new InclusionProof(index, c.high(), path);

        assertThat(proof.holds(TREE.leaves().get(index), root)).isTrue();

        Hash other = Hash.leaf(new byte[] {1});
        assertThat(proof.holds(other, root)).isFalse();
        assertThat(proof.holds(TREE.leaves().get(index), other)).isFalse();
        for (List<Hash> bent : bent(path, c.bend())) {
            assertThat(new InclusionProof(index, c.high(), bent)
                            .holds(TREE.leaves().get(index), root))
                    .isFalse();
        }
        if (c.high() > 1) {
            int elsewhere = (index + 1 + c.bend() % (c.high() - 1)) % c.high();
            assertThat(new InclusionProof(elsewhere, c.high(), path)
                            .holds(TREE.leaves().get(index), root))
                    .isFalse();
        }
    }

    @Property
    void aConsistencyProofHoldsForItsTreesOnly(@ForAll("cases") Case c) {
        Hash earlier = TREE.root(c.low());
        Hash later = TREE.root(c.high());
        List<Hash> path = c.low() == 0 ? List.of() : TREE.consistency(c.low(), c.high());
        ConsistencyProof proof = new ConsistencyProof(c.low(), c.high(), path);

        assertThat(proof.holds(earlier, later)).isTrue();

        Hash other = Hash.leaf(new byte[] {1});
        assertThat(proof.holds(other, later)).isFalse();
        if (c.low() > 0) {
            assertThat(proof.holds(earlier, other)).isFalse();
        }
        for (List<Hash> bent : bent(path, c.bend())) {
            assertThat(new ConsistencyProof(c.low(), c.high(), bent).holds(earlier, later))
                    .isFalse();
        }
        assertThat(new ConsistencyProof(c.high() + 1, c.high(), path).holds(earlier, later))
                .isFalse();
    }

    /** The path one longer, one shorter, with one hash changed, and with two exchanged. */
    private static List<List<Hash>> bent(List<Hash> path, int bend) {
        Hash other = Hash.leaf(ByteBuffer.allocate(8).putInt(bend).array());
        List<List<Hash>> bent = new ArrayList<>();
        List<Hash> longer = new ArrayList<>(path);
        longer.add(bend % (path.size() + 1), other);
        bent.add(longer);
        if (!path.isEmpty()) {
            bent.add(path.subList(0, path.size() - 1));
            List<Hash> changed = new ArrayList<>(path);
            changed.set(bend % path.size(), other);
            bent.add(changed);
        }
        if (path.size() > 1) {
            List<Hash> exchanged = new ArrayList<>(path);
            Collections.swap(exchanged, bend % (path.size() - 1), path.size() - 1);
            bent.add(exchanged);
        }
        return bent;
    }
}
