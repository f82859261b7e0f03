package dev.assent.verify.report;

/** Is told how far a check is. Called from several threads. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress SILENT = (log, done, of) -> {};

    /** So many of so many entries of a log are checked. */
    void at(String log, long done, long of);

    /** The check is over; nothing further is told. */
    default void end() {}
}
