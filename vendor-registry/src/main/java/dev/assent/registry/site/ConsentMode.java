package dev.assent.registry.site;

/** The two forms of Google Consent Mode v2. */
public enum ConsentMode implements Term {
    /** No tag is loaded before a grant. */
    BASIC,
    /** Tags are loaded at once, and send pings without cookies before a grant (B19 warns). */
    ADVANCED
}
