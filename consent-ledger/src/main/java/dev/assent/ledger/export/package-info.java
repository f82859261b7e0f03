/** A site's events as a file: streamed, and to be gone on with where a download broke. */
@NullMarked
package dev.assent.ledger.export;

import org.jspecify.annotations.NullMarked;
