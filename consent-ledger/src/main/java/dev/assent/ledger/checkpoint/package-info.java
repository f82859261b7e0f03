/** Signing what has been stored, guarded by what was signed before. */
@NullMarked
package dev.assent.ledger.checkpoint;

import org.jspecify.annotations.NullMarked;
