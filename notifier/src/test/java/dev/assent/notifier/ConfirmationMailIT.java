package dev.assent.notifier;

import dev.assent.deploy.parts.Mail;
import dev.assent.events.ConfirmationAsked;
import dev.assent.foundation.seal.PublicSealKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

import static dev.assent.notifier.TestSites.ONESMARTECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the owner of an address gets, over a real broker, database and mail server. */
@QuarkusTest
@QuarkusTestResource(NotifierParts.class)
class ConfirmationMailIT {

    @Inject
    MeterRegistry registry;

    private static final String LINK = "http://localhost:8080/v1/confirmations/" + "abcdEFGH_-12".repeat(12);

    @Test
    void theMailSaysWhoAsksWhatForAndWhere() {
        String address = fresh();

        OnKafka.put(asked(address, subject(), "en", inAnHour()));

        Mail mail = awaitMail(address);
        assertThat(mail.subject()).isEqualTo("One Smart Technology: please confirm");
        assertThat(mail.from()).isEqualTo("dpo@onesmartech.test");
        assertThat(mail.recipients()).containsExactly(address);
        assertThat(mail.text())
                .contains("One Smart Technology Ltd", "- Newsletter", LINK, "you need do nothing")
                .doesNotContain("{");
        assertThat(mail.raw()).contains("Auto-Submitted: auto-generated", "Content-Language: en", "Message-ID: <");
    }

    @ParameterizedTest
    @CsvSource({
        "fr, merci de confirmer",
        "de, bitte bestätigen",
        "it, La preghiamo di confermare",
        "sv, bekräfta din adress",
        "nn, bekreft adressen din",
        "cs, prosíme o potvrzení",
        "sq, ju lutemi konfirmoni",
        "ja, please confirm"
    })
    void theMailSpeaksTheLanguageOfTheForm(String language, String subject) {
        String address = fresh();

        OnKafka.put(asked(address, subject(), language, inAnHour()));

        assertThat(awaitMail(address).subject())
                .isEqualTo("One Smart Technology" + (language.equals("fr") ? " : " : ": ") + subject);
    }

    @Test
    void thereIsOneMailForEachAddressSiteAndDay() {
        String address = fresh();
        String subject = subject();
        ConfirmationAsked first = asked(address, subject, "en", inAnHour());

        OnKafka.put(first);
        OnKafka.put(first);
        OnKafka.put(asked(address, subject, "en", inAnHour()));
        awaitMarker();

        assertThat(TestMail.inbox(address)).hasSize(1);
    }

    @Test
    void addressesThatLeadToOneMailboxGetOneMailADayTogether() {
        String name = TestSites.fresh();
        String first = "robin-" + name + "+1@reader.test";
        String second = "robin-" + name + "+2@reader.test";
        String mailbox = subject();

        OnKafka.put(asked(first, subject(), mailbox, "en", inAnHour()));
        OnKafka.put(asked(second, subject(), mailbox, "en", inAnHour()));
        awaitMarker();

        assertThat(TestMail.inbox(first)).hasSize(1);
        assertThat(TestMail.inbox(second)).isEmpty();
    }

    @Test
    void whatHasExpiredOrDoesNotOpenIsDroppedAndHoldsNobodyUp() {
        String late = fresh();
        String other = fresh();
        ConfirmationAsked real = asked(other, subject(), "en", inAnHour());

        OnKafka.put(asked(late, subject(), "en", Instant.now().minusSeconds(1)));
        // The seal of another question: it does not open beside this choice.
        OnKafka.put(new ConfirmationAsked(
                UUID.randomUUID().toString(),
                real.site(),
                real.recordedAt(),
                real.subject(),
                UUID.randomUUID().toString(),
                "en",
                1,
                real.sealedAddress(),
                real.expiresAt(),
                real.mailbox()));
        awaitMarker();

        assertThat(TestMail.inbox(late)).isEmpty();
        assertThat(TestMail.inbox(other)).isEmpty();
    }

    @Test
    void whileTheMailServerIsAwayQuestionsWait() {
        String address = fresh();
        double before = waited();
        NotifierParts.mail().stop();
        try {
            OnKafka.put(asked(address, subject(), "en", inAnHour()));
            await().atMost(Duration.ofSeconds(20)).until(() -> waited() > before);
        } finally {
            NotifierParts.mail().start();
        }

        assertThat(awaitMail(address).text()).contains(LINK);
    }

    @Test
    void theAddressIsInNoTable() throws Exception {
        String address = fresh();
        OnKafka.put(asked(address, subject(), "en", inAnHour()));
        awaitMail(address);

        try (Connection superuser = NotifierParts.postgres().superuser("notifier");
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT (SELECT string_agg(c::text, ' ') FROM confirmation_mail c) || coalesce((SELECT string_agg(j::text, ' ') FROM journal j), '')"
                                + " || coalesce((SELECT string_agg(w::text, ' ') FROM webhook_delivery w), '')")) {
            rows.next();
            assertThat(rows.getString(1)).isNotEmpty().doesNotContain(address);
        }
    }

    /** How many questions had to wait. */
    private double waited() {
        return registry.find("assent.confirmations.mails").tag("outcome", "later").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** A question after all others of this test: when its mail is there, they have been looked at. */
    private static void awaitMarker() {
        String marker = fresh();
        OnKafka.put(asked(marker, subject(), "en", inAnHour()));
        awaitMail(marker);
    }

    private static Mail awaitMail(String address) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> TestMail.inbox(address), mails -> !mails.isEmpty())
                .getFirst();
    }

    private static ConfirmationAsked asked(String address, String subject, String language, Instant expiresAt) {
        return asked(address, subject, null, language, expiresAt);
    }

    private static ConfirmationAsked asked(
            String address, String subject, @Nullable String mailbox, String language, Instant expiresAt) {
        String choice = UUID.randomUUID().toString();
        String sealed = new PublicSealKey(1, Base64.getDecoder().decode(TestSites.PUBLIC_SEAL_KEY))
                .seal(
                        ConfirmationAsked.TYPE,
                        ONESMARTECH + '\0' + subject + '\0' + choice,
                        "{\"address\":\"%s\",\"link\":\"%s\",\"purposes\":[\"newsletter\"]}"
                                .formatted(address, LINK)
                                .getBytes(StandardCharsets.UTF_8));
        return new ConfirmationAsked(
                UUID.randomUUID().toString(),
                ONESMARTECH,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                subject,
                choice,
                language,
                1,
                sealed,
                expiresAt,
                mailbox);
    }

    private static Instant inAnHour() {
        return Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
    }

    private static String subject() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String fresh() {
        return "kim-" + TestSites.fresh() + "@reader.test";
    }
}
