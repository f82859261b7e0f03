package dev.assent.notifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Method;
import dev.assent.events.ProducerPosition;
import dev.assent.events.Surface;
import dev.assent.notifier.WebhookReceiver.Received;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

import static dev.assent.notifier.TestSites.ONESMARTECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a site's own system hears of its visitors' choices. */
@QuarkusTest
@QuarkusTestResource(NotifierParts.class)
class WebhookIT {

    @Test
    void aConfirmationIsToldOnceAndSigned() throws Exception {
        String pending = UUID.randomUUID().toString();
        ChoiceRecorded confirmation = choice(Action.CONFIRM, Answer.GRANTED, pending);

        OnKafka.put(confirmation);
        OnKafka.put(confirmation);

        Received message = awaitMessage(confirmation.eventId());
        assertThat(message.genuine()).isTrue();
        JsonNode body = new JsonMapper().readTree(message.body());
        assertThat(body.get("type").asText()).isEqualTo("consent.confirmed");
        assertThat(body.get("site").asText()).isEqualTo(ONESMARTECH);
        assertThat(body.get("confirms").asText()).isEqualTo(pending);
        assertThat(body.get("subject").asText()).isEqualTo(confirmation.subject());
        assertThat(body.get("purposes")).hasSize(1);
        assertThat(body.get("purposes").get(0).asText()).isEqualTo("newsletter");
        assertThat(body.get("recordedAt").asText())
                .isEqualTo(confirmation.recordedAt().toString());
        awaitJournal("webhook.delivered", confirmation.eventId());
        awaitMarker();
        assertThat(NotifierParts.receiver().with(confirmation.eventId())).hasSize(1);
    }

    @Test
    void aWithdrawalIsToldAndAnOrdinaryChoiceIsNot() {
        ChoiceRecorded ordinary = choice(Action.CUSTOM, Answer.PENDING, null);
        ChoiceRecorded withdrawal = choice(Action.WITHDRAW_ALL, Answer.DENIED, null);
        ChoiceRecorded refusal = choice(Action.CUSTOM, Answer.DENIED, null);

        OnKafka.put(ordinary);
        OnKafka.put(withdrawal);
        OnKafka.put(refusal);

        assertThat(awaitMessage(withdrawal.eventId()).body()).contains("consent.withdrawn", "newsletter");
        assertThat(awaitMessage(refusal.eventId()).body()).contains("consent.withdrawn");
        assertThat(NotifierParts.receiver().with(ordinary.eventId())).isEmpty();
    }

    @Test
    void whatFailsIsTriedAgainUnderTheSameIdAndNoRedirectIsFollowed() {
        NotifierParts.receiver().answerNext(500, 302);
        ChoiceRecorded confirmation =
                choice(Action.CONFIRM, Answer.GRANTED, UUID.randomUUID().toString());

        OnKafka.put(confirmation);

        List<Received> tries = await().atMost(Duration.ofSeconds(30))
                .until(() -> NotifierParts.receiver().with(confirmation.eventId()), found -> found.size() >= 3);
        assertThat(tries).extracting(Received::id).containsOnly(tries.getFirst().id());
        assertThat(tries).extracting(Received::path).containsOnly("/hook");
        assertThat(tries).extracting(Received::genuine).containsOnly(true);
        awaitJournal("webhook.delivered", confirmation.eventId());
    }

    private static void awaitMarker() {
        ChoiceRecorded marker =
                choice(Action.CONFIRM, Answer.GRANTED, UUID.randomUUID().toString());
        OnKafka.put(marker);
        awaitMessage(marker.eventId());
    }

    private static Received awaitMessage(String eventId) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> NotifierParts.receiver().with(eventId), found -> !found.isEmpty())
                .getFirst();
    }

    private static void awaitJournal(String action, String eventId) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            try (Connection superuser = NotifierParts.postgres().superuser("notifier");
                    PreparedStatement query = superuser.prepareStatement(
                            "SELECT count(*) FROM journal WHERE action = ? AND details->>'event' = ?")) {
                query.setString(1, action);
                query.setString(2, eventId);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    assertThat(row.getInt(1)).isEqualTo(1);
                }
            }
        });
    }

    private static ChoiceRecorded choice(Action action, Answer answer, @Nullable String confirms) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        TreeMap<String, Answer> purposes = new TreeMap<>();
        purposes.put("newsletter", answer);
        String bytes = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
        return new ChoiceRecorded(
                UUID.randomUUID().toString(),
                ONESMARTECH,
                bytes,
                now,
                null,
                false,
                now.plus(Duration.ofDays(180)),
                1,
                "ab".repeat(32),
                false,
                null,
                "en",
                action == Action.CONFIRM ? Surface.MAIL : Surface.FORM,
                Method.CLICK,
                action,
                null,
                purposes,
                null,
                null,
                1,
                confirms,
                null,
                bytes,
                new ProducerPosition(UUID.randomUUID().toString(), 1));
    }
}
