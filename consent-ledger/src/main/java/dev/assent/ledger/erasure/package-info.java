/** People's rights over what the ledger keeps of them: requests, the orders that follow from them, and their ends. */
@NullMarked
package dev.assent.ledger.erasure;

import org.jspecify.annotations.NullMarked;
