package dev.assent.registry.site;

/** Where a piece of information comes from. */
public enum Source implements Term {
    /** The organisation itself says so. */
    STATED,
    /** Whoever filled in the data assumed it; the organisation has not confirmed it. */
    ASSUMED
}
