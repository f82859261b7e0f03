/** Restricted storage: the proofs of past grants of people who were erased, for the data protection officer alone. */
@NullMarked
package dev.assent.ledger.restricted;

import org.jspecify.annotations.NullMarked;
