package dev.assent.notifier.request;

import dev.assent.notifier.letter.LetterFate;
import dev.assent.notifier.request.RequestEvent.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Writes into a request how its letters fared, in the transaction that keeps the letter. */
@ApplicationScoped
class LetterFates {

    private final SubjectRequests requests;

    LetterFates(SubjectRequests requests) {
        this.requests = requests;
    }

    void happened(@Observes LetterFate fate) {
        switch (fate.outcome()) {
            case SENT -> {
                requests.findById(fate.requestId()).acknowledged();
                requests.happened(fate.requestId(), Kind.ACKNOWLEDGED, "platform", null);
            }
            case GIVEN_UP -> requests.happened(fate.requestId(), Kind.LETTER_GIVEN_UP, "platform", null);
        }
    }
}
