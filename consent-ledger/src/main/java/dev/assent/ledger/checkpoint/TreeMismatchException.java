package dev.assent.ledger.checkpoint;

/** The stored tree is not the one that was signed before, or not the one that its own batch names: the log must stop. */
public final class TreeMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TreeMismatchException(String message) {
        super(message);
    }
}
