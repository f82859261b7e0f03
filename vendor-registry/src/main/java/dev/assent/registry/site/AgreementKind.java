package dev.assent.registry.site;

/** The contract that lets a vendor receive data. */
public enum AgreementKind implements Term {
    /** A processing agreement (Art. 28(3)). */
    PROCESSING,
    /** An arrangement between joint controllers (Art. 26). */
    JOINT_ARRANGEMENT
}
