package dev.assent.registry.site;

import java.util.Map;

/**
 * A statement that only this site makes, shown in one part of its document.
 *
 * @param id lower-case letters, digits and hyphens
 * @param section where it stands
 * @param texts BCP 47 tag to the statement
 * @param source who says so
 */
public record Note(String id, Section section, Map<String, String> texts, Source source) {}
