package dev.assent.deploy.parts;

/** A part ended before it answered, stayed silent for too long, or could not be prepared. */
public final class PartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what failed, with the tail of the part's log where there is one */
    public PartFailedException(String message) {
        super(message);
    }

    /**
     * @param message what failed
     * @param cause why
     */
    public PartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
