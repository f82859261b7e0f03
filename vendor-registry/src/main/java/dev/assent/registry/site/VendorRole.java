package dev.assent.registry.site;

/** What a vendor is to the controller. */
public enum VendorRole implements Term {
    /** Art. 28: acts on instructions only. */
    PROCESSOR,
    /** Decides for itself. */
    CONTROLLER,
    /** Art. 26: decides together with the site. */
    JOINT_CONTROLLER
}
