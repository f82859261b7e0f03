package dev.assent.ledger.receipt;

import dev.assent.events.Action;
import dev.assent.events.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The page says whose signature its checkpoint carries beside the log's own, and claims no more. */
class ProofPartTest {

    static final List<String> LANGUAGES = Words.LANGUAGES;

    private static final String OWN = "ledger.test/assent/1-3\n43\nAAAA\n\n— ledger.test/assent/1-3 AAAAAAAA\n";

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void namesTheWitnessesAndWhoChecksThem(String language) {
        Words words = Words.in(Stream.of(language));
        String witnessed = OWN + "— witness.test/w1 AAAAAAAA\n— witness.test/w2 AAAAAAAA\n";

        assertThat(cosigned(witnessed, words)).contains("witness.test/w1, witness.test/w2", "--witness");
        assertThat(cosigned(OWN, words)).isEqualTo(words.text("cosigned.none")).doesNotContain("ledger.test", "{");
    }

    private static String cosigned(String checkpoint, Words words) {
        Receipt one = SampleReceipts.receipt(
                SampleReceipts.choice(Action.CUSTOM, Map.of("statistics", Answer.GRANTED), null));
        Receipt receipt = new Receipt(
                one.log(), one.index(), one.event(), one.readable(), one.commitment(), one.proof(), checkpoint);
        return ProofPart.of(receipt, "", words).cosigned();
    }
}
