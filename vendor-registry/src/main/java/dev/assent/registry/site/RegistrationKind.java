package dev.assent.registry.site;

/** The register that a registration number belongs to. */
public enum RegistrationKind implements Term {
    /** A VAT number. */
    VAT,
    /** A number of the national register of organisations. */
    ORGANISATION
}
