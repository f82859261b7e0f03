package dev.assent.ledger.checkpoint;

/** What was signed of a log can never be extended by what is stored of it: the log must be frozen. */
public final class ForkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String note;

    ForkException(String reason, String note) {
        super(reason);
        this.note = note;
    }

    /** The signed note that the stored tree does not extend. */
    public String note() {
        return note;
    }
}
