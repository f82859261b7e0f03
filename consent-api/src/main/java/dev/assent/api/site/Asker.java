package dev.assent.api.site;

import dev.assent.events.Answer;

/** Who asks for a purpose. */
public enum Asker {
    /** Nobody: it needs no consent. */
    NOBODY,
    /** The banner, of a browser. */
    BANNER,
    /** A form of the site, of a person. */
    FORM,
    /** A form, and the owner of the address confirms it afterwards (double opt-in). */
    CONFIRMED_FORM;

    /** Whether a form asks. */
    public boolean isForm() {
        return this == FORM || this == CONFIRMED_FORM;
    }

    /** What a grant is at first. */
    public Answer granted() {
        return switch (this) {
            case NOBODY -> Answer.EXEMPT;
            case BANNER, FORM -> Answer.GRANTED;
            case CONFIRMED_FORM -> Answer.PENDING;
        };
    }
}
