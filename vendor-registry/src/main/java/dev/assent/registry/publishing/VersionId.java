package dev.assent.registry.publishing;

import java.io.Serializable;

/** The key of a version. */
record VersionId(String site, int number) implements Serializable {}
