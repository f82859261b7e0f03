package dev.assent.events;

/** A record that is not an event of this platform: the reason for a dead letter. Its message holds no personal data. */
public final class MalformedEventException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why a record was refused. Names are stable: they stand in dead letters and metrics. */
    public enum Reason {
        NULL_VALUE,
        NOT_JSON,
        UNKNOWN_TYPE,
        MISSING_HEADER,
        HEADER_DISAGREES,
        WRONG_KEY,
        WRONG_PARTITION,
        INVALID_FIELD,
        /** A rotation of another log's key. */
        WRONG_LOG,
        /** A rotation from a key that is not the log's present one. */
        WRONG_OLD_KEY,
        /** A rotation that one of its keys has not signed. */
        FALSE_SIGNATURE
    }

    MalformedEventException(Reason reason, String what) {
        super(reason + ": " + what);
        this.reason = reason;
    }

    /** Why the record was refused. */
    public Reason reason() {
        return reason;
    }
}
