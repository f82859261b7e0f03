package dev.assent.api.banner;

import jakarta.ws.rs.core.EntityTag;

/** A configuration as it goes out. */
final class Rendered {

    private final byte[] json;
    private final EntityTag tag;

    Rendered(byte[] json, EntityTag tag) {
        this.json = json;
        this.tag = tag;
    }

    /** The body; nobody changes it. */
    byte[] json() {
        return json;
    }

    /** Its strong entity tag: another body, another tag. */
    EntityTag tag() {
        return tag;
    }
}
