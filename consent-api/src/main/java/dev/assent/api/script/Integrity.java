package dev.assent.api.script;

import java.util.Map;

/**
 * What a page needs to pin a version of the script.
 *
 * @param version the version
 * @param files file name to its hash, in the form of an {@code integrity} attribute
 */
record Integrity(String version, Map<String, String> files) {}
