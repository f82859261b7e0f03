package dev.assent.verify.report;

import org.jspecify.annotations.Nullable;

/** The check could not be made, so nothing is known: neither that the log is whole nor that it is not. */
public final class CouldNotCheckException extends Exception {

    private static final long serialVersionUID = 1L;

    /** A reason, in one sentence for people. */
    public CouldNotCheckException(String message) {
        super(message);
    }

    /** A reason, and what lies behind it. */
    public CouldNotCheckException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
