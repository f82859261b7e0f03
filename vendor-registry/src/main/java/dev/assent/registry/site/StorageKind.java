package dev.assent.registry.site;

/** How something is kept on, or read from, a visitor'\''s device. */
public enum StorageKind implements Term {
    /** An HTTP cookie. */
    COOKIE,
    /** Web storage that outlives the tab. */
    LOCAL_STORAGE,
    /** Web storage that ends with the tab. */
    SESSION_STORAGE,
    /** A request that reads what is on the device without keeping anything. */
    PIXEL
}
