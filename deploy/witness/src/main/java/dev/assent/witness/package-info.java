/**
 * A witness (C2SP tlog-witness): for each log it remembers the last checkpoint that it cosigned, and cosigns only what
 * extends it.
 */
@NullMarked
package dev.assent.witness;

import org.jspecify.annotations.NullMarked;
