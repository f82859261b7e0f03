package dev.assent.deploy.local;

/** The command or a setting asks for something that there is not; the message says what. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
