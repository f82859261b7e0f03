/** Asking witnesses, who remember what they have seen of a log, for their word (C2SP tlog-witness). */
@NullMarked
package dev.assent.ledger.witness;

import org.jspecify.annotations.NullMarked;
