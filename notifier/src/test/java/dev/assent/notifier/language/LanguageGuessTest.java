package dev.assent.notifier.language;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LanguageGuessTest {

    private static final LanguageGuess GUESS = new LanguageGuess();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr|Bonjour, je voudrais savoir quelles données vous détenez sur moi et en recevoir une copie.",
                "sv|Hej, jag vill veta vilka uppgifter ni har sparat om mig och få dem raderade.",
                "nb|Hei, jeg vil gjerne vite hvilke opplysninger dere har lagret om meg, og få dem slettet.",
                "sq|Përshëndetje, dua të di cilat të dhëna mbani për mua dhe t'i fshini ato.",
                "de|Guten Tag, ich möchte wissen, welche Daten Sie über mich gespeichert haben.",
                "en|Hello, I would like to know which data you hold about me, and to have it deleted."
            })
    void findsTheLanguageOfALetter(String language, String text) {
        assertThat(GUESS.of(text, List.of("sv", "nb", "sq"))).contains(language);
    }

    @Test
    void saysNothingOfTooFewWords() {
        assertThat(GUESS.of("RGPD ?", List.of("fr"))).isEmpty();
    }

    @Test
    void doesNotCountQuotedLines() {
        String text = "Ich möchte bitte, dass Sie meine Daten löschen.\n> "
                + "Nous avons bien reçu votre demande. ".repeat(20);

        assertThat(GUESS.of(text, List.of("fr"))).contains("de");
    }
}
