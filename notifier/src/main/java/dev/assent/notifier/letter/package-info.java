/** Letters to the people who wrote: their texts, and the outbox that sends them. */
@NullMarked
package dev.assent.notifier.letter;

import org.jspecify.annotations.NullMarked;
