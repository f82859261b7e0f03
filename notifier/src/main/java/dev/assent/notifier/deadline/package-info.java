/** By when a request must be answered, and why on that day. Knows no other feature. */
@NullMarked
package dev.assent.notifier.deadline;

import org.jspecify.annotations.NullMarked;
