/** The tree and what is signed of it: hashes, tiles, proofs, checkpoints. Pure; knows no database and no Kafka. */
@NullMarked
package dev.assent.ledger.log;

import org.jspecify.annotations.NullMarked;
