package dev.assent.registry.site;

import java.util.Map;

/**
 * A law that the processing falls under.
 *
 * @param names BCP 47 tag to its name
 * @param source who says so
 */
public record Law(Map<String, String> names, Source source) {}
