/** consent-ledger: how fast records become entries, and how soon they can be proven. */
@NullMarked
package dev.assent.benchmarks.ledger;

import org.jspecify.annotations.NullMarked;
