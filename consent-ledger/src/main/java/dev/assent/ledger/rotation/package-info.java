/** Key-encryption keys: all that are needed are there at start, and what an old one wraps is wrapped anew. */
@NullMarked
package dev.assent.ledger.rotation;

import org.jspecify.annotations.NullMarked;
