package dev.assent.ledger.account;

/** How a run's account and the log stand to each other. */
enum State {
    /** The log has not come so far yet. */
    WAITING,
    /** The run has ended, and the log has exactly what it accounts for. */
    EQUAL,
    /** The run has ended with unknown outcomes, and the log has some of them. */
    WITHIN,
    /** The run goes on, or was killed: the log has at least what it accounted for last. */
    BOUNDED,
    /** The log has less than was acknowledged: choices were lost. */
    SHORT,
    /** The log has more than was sent: entries were made up, or not by this run. */
    OVER,
    /** The log has entries of the run, and the run has said nothing of them in all the time that it had. */
    UNACCOUNTED;

    /** Whether somebody must look. */
    boolean alarming() {
        return this == SHORT || this == OVER;
    }

    /**
     * What holds: 202s ≤ entries and duplicates ≤ 202s and unknown outcomes.
     *
     * @param account what the run says
     * @param reached how far the log has come, as an offset
     * @param has the entries and duplicates that the log has of the run
     */
    static State of(RunAccount account, long reached, long has) {
        if (reached < account.logEnd()) {
            return WAITING;
        }
        if (has < account.accepted()) {
            return SHORT;
        }
        if (!account.ended()) {
            return BOUNDED;
        }
        if (has > account.accepted() + account.unknown()) {
            return OVER;
        }
        return has == account.accepted() ? EQUAL : WITHIN;
    }
}
