package dev.assent.api.choice;

import dev.assent.api.client.Caller;
import dev.assent.foundation.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Takes many choices of a site's own server. Each is as good or bad as it would be by itself. Those of one subject are
 * recorded in their order: the next is sent once Kafka has the one before.
 */
@ApplicationScoped
class Batches {

    private final Choices choices;
    private final BatchConfig config;

    /** An item and its place in the batch. */
    private record Placed(int place, BatchItem item) {}

    Batches(Choices choices, BatchConfig config) {
        this.choices = choices;
        this.config = config;
    }

    /**
     * Takes a batch, and waits until Kafka has answered for each item, or gives back what is too late to begin.
     *
     * @param site the site's id
     * @param server the site's server, of which nothing goes into a visitor's record
     * @param body the request's JSON
     * @throws Problem 400 or 413 if it is no batch at all
     */
    BatchAnswer take(String site, Caller server, byte[] body) {
        List<byte[]> cut = BatchItem.cut(body, config.items());
        BatchAnswer.Item[] answers = new BatchAnswer.Item[cut.size()];
        Map<String, Deque<Placed>> bySubject = new LinkedHashMap<>();
        for (int place = 0; place < answers.length; place++) {
            try {
                BatchItem item = BatchItem.read(cut.get(place));
                bySubject.computeIfAbsent(item.whose(), _ -> new ArrayDeque<>()).addLast(new Placed(place, item));
            } catch (Problem problem) {
                answers[place] = BatchAnswer.Item.of(choices.refused(site, problem));
            }
        }
        Caller visitor = new Caller(server.network(), null, false, false, null, server.trace());
        long begun = System.nanoTime();
        while (!bySubject.isEmpty()) {
            round(site, visitor, bySubject.values(), answers);
            if (System.nanoTime() - begun >= config.within().toNanos()) {
                bySubject.values().forEach(items -> giveBack(site, items, ChoiceProblems.notBegunInTime(), answers));
                bySubject.clear();
            }
        }
        return BatchAnswer.of(Arrays.asList(answers));
    }

    /** Sends the first item of each subject that has any left. */
    private void round(String site, Caller visitor, Collection<Deque<Placed>> bySubject, BatchAnswer.Item[] answers) {
        List<Runnable> settling = new ArrayList<>();
        for (Deque<Placed> items : bySubject) {
            Placed first = items.getFirst();
            CompletableFuture<Outcome> outcome =
                    choices.take(site, first.item(), visitor).toCompletableFuture();
            settling.add(() -> settle(site, items, outcome.join(), answers));
        }
        settling.forEach(Runnable::run);
        bySubject.removeIf(Deque::isEmpty);
    }

    private void settle(String site, Deque<Placed> items, Outcome outcome, BatchAnswer.Item[] answers) {
        BatchAnswer.Item answer = BatchAnswer.Item.of(outcome);
        answers[items.removeFirst().place()] = answer;
        if (answer.status() == 503) {
            Duration retryAfter = Duration.ofSeconds(answer.retryAfter() == null ? 1 : answer.retryAfter());
            giveBack(site, items, ChoiceProblems.afterUnrecorded(retryAfter), answers);
        }
    }

    private void giveBack(String site, Deque<Placed> items, Problem why, BatchAnswer.Item[] answers) {
        for (Placed item : items) {
            answers[item.place()] = BatchAnswer.Item.of(choices.refused(site, why));
        }
        items.clear();
    }
}
