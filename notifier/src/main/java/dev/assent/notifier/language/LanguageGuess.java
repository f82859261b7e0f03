package dev.assent.notifier.language;

import com.github.pemistahl.lingua.api.IsoCode639_1;
import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Guesses the language of a text, among the languages that a site's visitors are likely to write. */
@ApplicationScoped
public class LanguageGuess {

    // Below this a guess is a coin's toss: "RGPD?" is no language.
    private static final int FEWEST_LETTERS = 12;
    private static final double LEAST_LEAD = 0.05;
    private static final Pattern QUOTED = Pattern.compile("(?m)^\\s*>.*$");
    private static final Pattern ADDRESS = Pattern.compile("\\S+@\\S+|https?://\\S+");
    private static final Set<Language> COMMON = EnumSet.of(
            Language.ENGLISH, Language.FRENCH, Language.GERMAN, Language.SPANISH, Language.ITALIAN, Language.CZECH);

    private final Map<Set<Language>, LanguageDetector> detectors = new ConcurrentHashMap<>();

    /**
     * The language as a BCP 47 tag ({@code fr}, {@code nb}), empty where the text says too little.
     *
     * @param text what the person wrote; quoted lines do not count
     * @param siteLanguages BCP 47 tags, looked for beside the common ones
     */
    public Optional<String> of(String text, List<String> siteLanguages) {
        String own = ADDRESS.matcher(QUOTED.matcher(text).replaceAll(" ")).replaceAll(" ");
        if (own.codePoints().filter(Character::isLetter).count() < FEWEST_LETTERS) {
            return Optional.empty();
        }
        Language found = detectors
                .computeIfAbsent(candidates(siteLanguages), LanguageGuess::detector)
                .detectLanguageOf(own.length() <= 4_000 ? own : own.substring(0, 4_000));
        return found == Language.UNKNOWN
                ? Optional.empty()
                : Optional.of(found.getIsoCode639_1().toString().toLowerCase(Locale.ROOT));
    }

    /** Loads what a site needs, so that the first mail does not wait for it. */
    public void prepare(List<String> siteLanguages) {
        of("Please tell me which data you hold about me", siteLanguages);
    }

    private static Set<Language> candidates(List<String> siteLanguages) {
        Set<Language> wanted = siteLanguages.stream()
                .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                .map(code -> code.equals("no") ? "nb" : code)
                .flatMap(code -> Arrays.stream(IsoCode639_1.values())
                        .filter(iso ->
                                iso != IsoCode639_1.NONE && iso.toString().equalsIgnoreCase(code)))
                .map(Language::getByIsoCode639_1)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Language.class)));
        wanted.addAll(COMMON);
        return wanted;
    }

    private static LanguageDetector detector(Set<Language> languages) {
        // The smaller models: a letter has sentences, and the full ones take ten times the memory.
        return LanguageDetectorBuilder.fromLanguages(languages.toArray(Language[]::new))
                .withMinimumRelativeDistance(LEAST_LEAD)
                .withLowAccuracyMode()
                .build();
    }
}
