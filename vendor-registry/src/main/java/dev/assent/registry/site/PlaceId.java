package dev.assent.registry.site;

import java.io.Serializable;

/** The key of a site's part that is known by its place in a list. */
record PlaceId(String site, int position) implements Serializable {}
