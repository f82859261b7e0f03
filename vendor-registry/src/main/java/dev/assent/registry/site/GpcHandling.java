package dev.assent.registry.site;

/** What a Global Privacy Control signal does (C06). */
public enum GpcHandling implements Term {
    /** It is kept with the choice, and changes nothing. */
    RECORDED,
    /** It denies the purposes that it is about, unless the visitor grants them. */
    HONOURED
}
