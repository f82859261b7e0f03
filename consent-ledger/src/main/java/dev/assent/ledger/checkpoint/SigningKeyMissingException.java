package dev.assent.ledger.checkpoint;

/** The log must be signed with a key whose private part the configuration does not have: the log must stop. */
public final class SigningKeyMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SigningKeyMissingException(String verifierKey) {
        super("assent.ledger.signing.keys has not the private key of " + verifierKey);
    }
}
