package dev.assent.notifier.confirmation;

import io.vertx.ext.mail.SMTPException;
import org.jspecify.annotations.Nullable;

import java.util.Set;

/** What a mail server's refusal means. */
final class SmtpAnswer {

    /** RFC 5321, 4.2.3: no such mailbox, not local, or a name that no mailbox has. All else may be the server's own matter. */
    private static final Set<Integer> NO_SUCH_MAILBOX = Set.of(550, 551, 553);

    private SmtpAnswer() {}

    /** Whether another try to the same address would fare no better. */
    static boolean refusesTheAddress(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPException answer) {
                return NO_SUCH_MAILBOX.contains(answer.getReplyCode());
            }
        }
        return false;
    }
}
