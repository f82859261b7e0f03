package dev.assent.foundation.seal;

/** A sealed text was not sealed to this key, for this purpose, or has been changed since. */
public final class SealBrokenException extends Exception {

    private static final long serialVersionUID = 1L;

    SealBrokenException() {
        super("the seal does not open", null, false, false);
    }
}
