/** How many people accepted, refused or chose for themselves: counted with the log, and told only where many did. */
@NullMarked
package dev.assent.ledger.statistics;

import org.jspecify.annotations.NullMarked;
