package dev.assent.ledger.seal;

/** A sealed value does not open: another key, another place, changed bytes, or a key-encryption key that is missing. */
public final class CannotOpenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotOpenException(String message) {
        super(message);
    }

    CannotOpenException(String message, Throwable cause) {
        super(message, cause);
    }
}
