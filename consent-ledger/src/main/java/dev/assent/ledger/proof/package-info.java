/** The public log over HTTP: checkpoints, tiles, proofs. */
@NullMarked
package dev.assent.ledger.proof;

import org.jspecify.annotations.NullMarked;
