package dev.assent.verify.note;

/** A note, checkpoint or key that must not be believed; the message says why. */
public final class InvalidNoteException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidNoteException(String message) {
        super(message);
    }
}
