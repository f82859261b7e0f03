/** What a visitor gets for a choice, and can check alone. */
@NullMarked
package dev.assent.ledger.receipt;

import org.jspecify.annotations.NullMarked;
