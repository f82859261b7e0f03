package dev.assent.api.choice;

import dev.assent.events.Subject;
import org.jspecify.annotations.Nullable;

/** Whose choice it is. The rules see the pseudonym and its kind, and nothing that it was made of. */
sealed interface Who {

    /** The pseudonym. */
    Subject subject();

    /** The version of the site's key that made it; null where it needs none. */
    @Nullable
    Integer key();

    /** A browser, by its own secret. */
    record Browser(Subject subject) implements Who {
        @Override
        public @Nullable Integer key() {
            return null;
        }
    }

    /** The owner of an e-mail address. */
    record Address(Subject subject, Integer key) implements Who {}

    /** Somebody whom the site knows by an id of its own. */
    record Person(Subject subject, Integer key) implements Who {}
}
