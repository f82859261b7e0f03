package dev.assent.api.choice;

import dev.assent.api.site.PublishedSite;
import dev.assent.api.subject.People;
import dev.assent.api.subject.SubjectKeys;
import dev.assent.events.MailAddress;
import dev.assent.events.Subject;
import dev.assent.events.SubjectKey;

/** Turns what a request says of its sender into a pseudonym, which is all that goes on. */
final class Subjects {

    private Subjects() {}

    /** A browser, or the owner of an address under the current version of the key. */
    static Who of(PublishedSite site, ChoiceRequest request, SubjectKeys keys) {
        String address = request.address();
        if (address == null) {
            return of(site, request);
        }
        if (request.subjectSecret() != null) {
            throw ChoiceProblems.invalid("address", "Send either subjectSecret or address, and not both.");
        }
        return ofAddress(site, keys.current(), address(address));
    }

    /** A browser. */
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

    /** The owner of an address, under one version of the key. */
    static Who ofAddress(PublishedSite site, SubjectKey key, MailAddress address) {
        return new Who.Address(Subject.ofAddress(site.id(), key.ofSite(site.id()), address), key.version());
    }

    /** The address that somebody typed. */
    static MailAddress address(String typed) {
        return MailAddress.of(typed)
                .orElseThrow(
                        () -> ChoiceProblems.invalid("address", "It is an e-mail address, such as kim@reader.test."));
    }

    /** Somebody for whom the site's own server speaks. */
    static Who ofPerson(PublishedSite site, String person, People people) {
        if (!People.isId(person)) {
            throw ChoiceProblems.invalid("person", "It is the site's own id of somebody, of 1 to 200 characters.");
        }
        return new Who.Person(people.subject(site.id(), person), people.keyVersion());
    }

    /** The same person, under another version of the key. */
    static Who ofPerson(PublishedSite site, SubjectKey key, String person) {
        return new Who.Person(People.subject(site.id(), key, person), key.version());
    }
}
