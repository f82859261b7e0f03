package dev.assent.verify.tile;

/** Bytes that are not what their address says; the message says why. */
public final class MalformedTileException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedTileException(String message) {
        super(message);
    }
}
