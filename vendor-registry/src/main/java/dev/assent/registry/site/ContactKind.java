package dev.assent.registry.site;

/** A way in which visitors reach the controller. */
public enum ContactKind implements Term {
    /** An e-mail address. */
    EMAIL,
    /** A telephone number. */
    PHONE,
    /** A form on the site. */
    FORM,
    /** A postal address. */
    POST
}
