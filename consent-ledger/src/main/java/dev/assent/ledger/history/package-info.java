/** What was recorded, for a site's staff: one subject's history, one event, all events of a time. */
@NullMarked
package dev.assent.ledger.history;

import org.jspecify.annotations.NullMarked;
