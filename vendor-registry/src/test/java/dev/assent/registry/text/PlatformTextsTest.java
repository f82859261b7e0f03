package dev.assent.registry.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "sv", "nb", "sq"})
    void everyLanguageHasEveryTextInTheSameOrder(String language) {
        assertThat(PlatformTexts.in(language).keySet()).containsExactlyElementsOf(PlatformTexts.keys());
        assertThat(PlatformTexts.in(language).values()).noneMatch(String::isBlank);
    }

    @Test
    void theBannersTextsAreAmongThem() {
        assertThat(PlatformTexts.keys()).containsAll(PlatformTexts.BANNER_KEYS);
    }

    @Test
    void aRegionTakesTheTextsOfItsLanguage() {
        assertThat(PlatformTexts.in("fr-CA")).isEqualTo(PlatformTexts.in("fr"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xx", "../sample-sites/smartwatt", ""})
    void aLanguageThatThePlatformDoesNotHaveHasNoTexts(String language) {
        assertThat(PlatformTexts.in(language)).isEmpty();
    }
}
