package dev.assent.deploy.local.faults;

/** Something that must hold after a round does not; the message says what. */
public final class RoundFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RoundFailedException(String message) {
        super(message);
    }
}
