package dev.assent.ledger.log;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyChainTest {

    private static final NoteKey ONE = key(1);
    private static final NoteKey TWO = key(2);
    private static final NoteKey THREE = key(3);

    @Test
    void theFirstKeySignsAlone() {
        KeyChain chain = KeyChain.of(ONE);

        assertThat(chain.at(0)).extracting(KeyChain.Link::key).containsExactly(ONE);
        assertThat(chain.at(1_000)).extracting(KeyChain.Link::key).containsExactly(ONE);
        assertThat(chain.newest()).isEqualTo(ONE);
    }

    @Test
    void aKeySignsTheTreesThatHoldItsEntryAndTheOneBeforeWithIt() {
        KeyChain chain = KeyChain.of(ONE).then(TWO, 4).then(THREE, 9);

        assertThat(chain.at(4)).extracting(KeyChain.Link::key).containsExactly(ONE);
        assertThat(chain.at(5)).extracting(KeyChain.Link::key).containsExactly(TWO, ONE);
        assertThat(chain.at(9)).extracting(KeyChain.Link::key).containsExactly(TWO, ONE);
        assertThat(chain.at(10)).extracting(KeyChain.Link::key).containsExactly(THREE, TWO);
        assertThat(chain.newest()).isEqualTo(THREE);
        assertThat(chain.keys()).containsExactly(ONE, TWO, THREE);
    }

    private static NoteKey key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return new NoteSigner(bytes).key("ledger.test/assent/1-0");
    }
}
