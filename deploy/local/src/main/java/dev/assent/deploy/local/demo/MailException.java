package dev.assent.deploy.local.demo;

import java.io.Serial;

/** The mail server is away or refuses. */
final class MailException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    MailException(Exception cause) {
        super(cause);
    }
}
