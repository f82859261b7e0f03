/** The logs as those may read them who may open what they hold. */
@NullMarked
package dev.assent.ledger.opened;

import org.jspecify.annotations.NullMarked;
