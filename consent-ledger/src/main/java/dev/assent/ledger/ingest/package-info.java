/** From a partition to its log: one writer, one transaction per batch. */
@NullMarked
package dev.assent.ledger.ingest;

import org.jspecify.annotations.NullMarked;
