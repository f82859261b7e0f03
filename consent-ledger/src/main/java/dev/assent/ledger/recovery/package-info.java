/** Nothing is read from a log that may not know yet of an erasure. */
@NullMarked
package dev.assent.ledger.recovery;

import org.jspecify.annotations.NullMarked;
