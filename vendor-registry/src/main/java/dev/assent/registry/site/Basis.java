package dev.assent.registry.site;

/** The legal basis of a purpose (GDPR Art. 6(1)). */
public enum Basis implements Term {
    /** Art. 6(1)(a). */
    CONSENT,
    /** Art. 6(1)(b), steps before a contract included. */
    CONTRACT,
    /** Art. 6(1)(c). */
    LEGAL_OBLIGATION,
    /** Art. 6(1)(f). */
    LEGITIMATE_INTEREST
}
