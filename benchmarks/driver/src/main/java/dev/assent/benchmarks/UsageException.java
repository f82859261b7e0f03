package dev.assent.benchmarks;

/** The command asks for something that there is not; the message says what. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what was wrong with the command, for the terminal */
    public UsageException(String message) {
        super(message);
    }
}
