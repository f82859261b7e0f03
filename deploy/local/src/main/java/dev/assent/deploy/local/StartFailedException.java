package dev.assent.deploy.local;

/** The platform does not start; the message says why, in words for whoever typed {@code ./run}. */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailedException(String message) {
        super(message);
    }

    StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
