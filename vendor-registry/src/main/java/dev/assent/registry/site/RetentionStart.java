package dev.assent.registry.site;

/** The moment from which a retention period is counted. */
public enum RetentionStart implements Term {
    /** When the data was collected. */
    COLLECTION,
    /** The last contact with the person. */
    LAST_CONTACT,
    /** The end of the calendar or accounting year. */
    END_OF_YEAR
}
