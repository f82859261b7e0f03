package dev.assent.deploy.local.demo;

import java.io.Serial;

/** A form that cannot be taken; the message is for whoever sent it. */
final class RefusedFormException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String reason;

    RefusedFormException(String reason) {
        super(reason);
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
