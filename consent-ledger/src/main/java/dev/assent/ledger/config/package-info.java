/** The ledger's settings. */
@NullMarked
package dev.assent.ledger.config;

import org.jspecify.annotations.NullMarked;
