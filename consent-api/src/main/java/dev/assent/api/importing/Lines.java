package dev.assent.api.importing;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** The lines of an import, one after the other; no more of them than one is held. */
interface Lines {

    /**
     * The next line; null after the last.
     *
     * @throws UnreadableException if the rest cannot be told apart into lines
     */
    @Nullable
    Line next() throws IOException, UnreadableException;

    /** The rest of an import cannot be read. */
    final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        private final long line;

        UnreadableException(long line, String detail) {
            super(detail, null, false, false);
            this.line = line;
        }

        /** The line from which on nothing was read. */
        long line() {
            return line;
        }

        /** What is wrong there; nothing of its content. */
        String detail() {
            return String.valueOf(getMessage());
        }
    }
}
