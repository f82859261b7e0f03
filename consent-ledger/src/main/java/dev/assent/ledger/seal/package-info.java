/** Events under data keys, data keys under key-encryption keys. */
@NullMarked
package dev.assent.ledger.seal;

import org.jspecify.annotations.NullMarked;
