package dev.assent.ledger.ingest;

/** A log must not go on by itself: what it would do next could contradict what it has shown. Others go on. */
final class LogStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogStoppedException(String reason) {
        super(reason);
    }
}
