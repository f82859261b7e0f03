package dev.assent.registry.site;

/** Whose domain keeps it: the visited site'\''s, or another. */
public enum Party implements Term {
    /** The visited site itself. */
    FIRST,
    /** Someone else. */
    THIRD
}
