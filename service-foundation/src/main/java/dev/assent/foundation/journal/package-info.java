/** Who did what: an append-only table that every service with a database keeps. */
@NullMarked
package dev.assent.foundation.journal;

import org.jspecify.annotations.NullMarked;
