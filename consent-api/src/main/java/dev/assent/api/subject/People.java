package dev.assent.api.subject;

import dev.assent.events.Subject;
import dev.assent.events.SubjectKey;
import jakarta.enterprise.context.ApplicationScoped;

import java.nio.charset.StandardCharsets;

/** People whom a site knows by ids of its own. */
@ApplicationScoped
public class People {

    private static final int LONGEST = 200;

    private final SubjectKeys keys;

    People(SubjectKeys keys) {
        this.keys = keys;
    }

    /** Whether a text can be a site's own id of a person: 1 to {@value #LONGEST} characters, none of them a control. */
    public static boolean isId(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST
                && text.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** The person, under the current version of the site's key. */
    public Subject subject(String site, String id) {
        return Subject.ofPerson(site, keys.current().ofSite(site), id);
    }

    /** The person, under another version of the site's key. */
    public static Subject subject(String site, SubjectKey key, String id) {
        return Subject.ofPerson(site, key.ofSite(site), id);
    }

    /** The version of the key that {@link #subject} uses. */
    public int keyVersion() {
        return keys.current().version();
    }
}
