/** The published sites, held in memory from {@code registry.sites}. */
@NullMarked
package dev.assent.foundation.snapshot;

import org.jspecify.annotations.NullMarked;
