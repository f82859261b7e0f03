package dev.assent.registry.site;

import java.io.Serializable;

/** The key of a site's part that has an id of its own. */
record PartId(String site, String id) implements Serializable {}
