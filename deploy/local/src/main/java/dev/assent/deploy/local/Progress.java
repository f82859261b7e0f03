package dev.assent.deploy.local;

import java.time.Duration;

/** Hears what has started. */
@FunctionalInterface
public interface Progress {

    /** For who does not want to know. */
    Progress SILENT = (what, duration) -> {};

    /**
     * Something answers.
     *
     * @param what its name
     * @param duration how long it took
     */
    void started(String what, Duration duration);
}
