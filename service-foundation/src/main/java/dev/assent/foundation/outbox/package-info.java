/** Records that must reach Kafka if, and only if, a transaction commits. */
@NullMarked
package dev.assent.foundation.outbox;

import org.jspecify.annotations.NullMarked;
