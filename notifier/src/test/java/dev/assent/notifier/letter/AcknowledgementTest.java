package dev.assent.notifier.letter;

import dev.assent.notifier.TestSites;
import dev.assent.notifier.deadline.Deadline;
import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class AcknowledgementTest {

    static final Set<String> LANGUAGES = Acknowledgement.LANGUAGES;

    private final Acknowledgement acknowledgement = new Acknowledgement(engine());

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void saysWhenAndWhatAndByWhenInEveryLanguage(String language) {
        LetterText letter = acknowledgement.write(to(TestSites.SMARTSUPP, language), language);

        assertThat(letter.subject()).contains("[R-7K3M-9QX2]").doesNotContain("\n");
        assertThat(letter.body())
                .contains(
                        "R-7K3M-9QX2",
                        "22",
                        "2026",
                        "18:00",
                        "Smartsupp s.r.o.",
                        "https://www.smartsupp.test/confidentialite")
                .doesNotContain("{", "NOT_FOUND", "null");
        assertThat(letter.signature()).isEqualTo("Déléguée à la protection des données");
    }

    @Test
    void leavesOutThePolicyWhereNoneIsPublished() {
        assertThat(acknowledgement.write(to(TestSites.SMARTWATT, "sv"), "sv").body())
                .doesNotContain("personuppgifter");
    }

    @Test
    void writesInThePersonsLanguageElseTheSitesElseEnglish() {
        assertThat(acknowledgement.languageFor("fr", List.of("sv"))).isEqualTo("fr");
        assertThat(acknowledgement.languageFor("es", List.of("sv", "nb"))).isEqualTo("sv");
        assertThat(acknowledgement.languageFor("no-NO", List.of())).isEqualTo("nb");
        assertThat(acknowledgement.languageFor("pt-BR", List.of("mi"))).isEqualTo("en");
    }

    private static LetterTo to(String site, String language) {
        ZoneId zone = ZoneId.of("Europe/Prague");
        LocalDate due = LocalDate.of(2026, 12, 22);
        return new LetterTo(
                TestSites.snapshot(site),
                UUID.randomUUID(),
                "R-7K3M-9QX2",
                TestSites.dpo(site),
                "renee@example.test",
                language,
                Instant.parse("2026-11-22T17:00:00Z"),
                new Deadline(
                        LocalDate.of(2026, 11, 22),
                        due,
                        due,
                        due.plusDays(1).atStartOfDay(zone).toInstant(),
                        zone,
                        "CZ",
                        true,
                        List.of()),
                null,
                null);
    }

    private static Engine engine() {
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .build();
        for (String language : LANGUAGES) {
            String name = "letters/acknowledgement." + language + ".txt";
            try (InputStream in = AcknowledgementTest.class.getResourceAsStream("/templates/" + name)) {
                engine.putTemplate(name, engine.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return engine;
    }
}
