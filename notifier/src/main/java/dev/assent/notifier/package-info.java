/** Data-subject requests: taken in by mail, run to their deadline, answered by letters. */
@NullMarked
package dev.assent.notifier;

import org.jspecify.annotations.NullMarked;
