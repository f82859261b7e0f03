package dev.assent.api.confirmation;

import dev.assent.events.Answer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a link would confirm.
 *
 * @param site the site's id
 * @param purposes the purposes that would be granted
 * @param expiresAt when the link ceases to work
 */
@Schema(name = "Question")
record Question(String site, List<String> purposes, Instant expiresAt) {

    static Question of(Confirmations.Link link) {
        return new Question(
                link.pending().site(), purposes(link), link.pending().expiresAt());
    }

    static List<String> purposes(Confirmations.Link link) {
        return link.answers().entrySet().stream()
                .filter(answer -> answer.getValue() == Answer.PENDING)
                .map(Map.Entry::getKey)
                .toList();
    }
}
