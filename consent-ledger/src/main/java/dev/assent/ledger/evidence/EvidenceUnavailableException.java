package dev.assent.ledger.evidence;

/** The database does not answer, or not as it must. Another try may help. */
public final class EvidenceUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EvidenceUnavailableException(String what, Throwable cause) {
        super(what, cause);
    }

    /** Why, where no other failure says it. */
    public EvidenceUnavailableException(String what) {
        super(what);
    }
}
