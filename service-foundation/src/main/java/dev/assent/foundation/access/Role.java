package dev.assent.foundation.access;

import java.util.Locale;

/** What a member of staff may be for a site. */
public enum Role {
    /** Requests, history, erasure. */
    DPO,
    /** Drafts in the registry. */
    EDITOR,
    /** Publishes what an editor drafted. */
    PUBLISHER,
    /** Reads everything, changes nothing. */
    AUDITOR,
    /** Runs the platform; no personal data at all. */
    OPERATOR;

    /** The role's name in the token's claim, for example {@code dpo}. */
    public String claimName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
