/** Identifiers and the clock. */
@NullMarked
package dev.assent.foundation.id;

import org.jspecify.annotations.NullMarked;
