package dev.assent.api.banner;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "nb    | -                          | nb",
                "NB    | -                          | nb",
                "nb-NO | -                          | nb",
                "nb    | sv                         | nb",
                "fr    | nb;q=0.9                   | nb",
                "-     | de, nb;q=0.5, sv;q=0.8     | sv",
                "-     | de-AT, pt-br               | pt-BR",
                "-     | *                          | sv",
                "-     | nonsense;;;q=              | sv",
                "''    | ''                         | sv",
                "<>    | -                          | sv",
                "-     | -                          | sv"
            })
    void theLanguageAskedForThenTheBrowsersThenTheSitesDefault(String asked, String accepted, String chosen) {
        assertThat(Languages.choose(List.of("sv", "nb", "pt-BR"), asked, accepted))
                .isEqualTo(chosen);
    }
}
