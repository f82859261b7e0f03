package dev.assent.registry.site;

/** The part of the document in which a note stands. */
public enum Section implements Term {
    /** The opening. */
    ABOUT,
    /** Who answers for the processing. */
    CONTROLLER,
    /** How to reach them. */
    CONTACT,
    /** Why no banner is shown. */
    NO_BANNER,
    /** What is kept on the device. */
    COOKIES,
    /** Who receives data. */
    SHARING,
    /** How long data outside the browser is kept. */
    RETENTION,
    /** How to change one's mind. */
    CHANGES,
    /** What the browser itself can do. */
    BROWSER
}
