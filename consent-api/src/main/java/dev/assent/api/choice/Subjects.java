package dev.assent.api.choice;

import dev.assent.api.site.PublishedSite;
import dev.assent.events.Subject;

/** Turns what a request says of its sender into a pseudonym, which is all that goes on. */
final class Subjects {

    private Subjects() {}

    static Who of(PublishedSite site, ChoiceRequest request) {
        String secret = request.subjectSecret();
        if (secret == null) {
            throw ChoiceProblems.missing("subjectSecret");
        }
        if (!Subject.isSecret(secret)) {
            throw ChoiceProblems.invalid(
                    "subjectSecret",
                    "It is at least 128 random bits, as 32 to 128 hex digits or 22 to 128 base64url characters.");
        }
        return new Who.Browser(Subject.ofSecret(site.id(), secret));
    }
}
