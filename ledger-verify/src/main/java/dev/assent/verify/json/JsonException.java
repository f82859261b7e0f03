package dev.assent.verify.json;

/** A text that is not JSON, or not the JSON that was expected; the message says what is wrong. */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    JsonException(String message) {
        super(message);
    }
}
