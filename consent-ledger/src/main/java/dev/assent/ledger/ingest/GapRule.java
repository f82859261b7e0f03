package dev.assent.ledger.ingest;

/** Says why offsets have no record. */
@FunctionalInterface
interface GapRule {

    /** Ends of transactions take an offset and are shown to no consumer. */
    String CONTROL_RECORDS = "control-records";

    /**
     * The reason, as it is stored.
     *
     * @param from the first missing offset
     * @param to the next offset that has a record
     * @throws LogStoppedException if nothing explains it
     */
    String explain(long from, long to);
}
