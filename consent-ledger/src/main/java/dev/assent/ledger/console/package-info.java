/** The pages on which a site's staff see how people answered, and look up what was recorded. */
@NullMarked
package dev.assent.ledger.console;

import org.jspecify.annotations.NullMarked;
