/** The pages on which a data protection officer works. */
@NullMarked
package dev.assent.notifier.console;

import org.jspecify.annotations.NullMarked;
