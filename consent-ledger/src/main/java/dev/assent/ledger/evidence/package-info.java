/** What is stored, read back: logs, entries, tiles, batches, checkpoints. */
@NullMarked
package dev.assent.ledger.evidence;

import org.jspecify.annotations.NullMarked;
