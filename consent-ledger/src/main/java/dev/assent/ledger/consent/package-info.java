/** What a subject has chosen: the present state and its history. */
@NullMarked
package dev.assent.ledger.consent;

import org.jspecify.annotations.NullMarked;
