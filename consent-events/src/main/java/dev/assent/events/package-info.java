/**
 * The events that Assent's services exchange through Kafka, and nothing else: no framework, no service's code.
 *
 * <p>Types are versioned by name ({@code assent.choice-recorded.v1}); a field is only ever added. The wire form of each
 * is described by a JSON Schema beside this package and by {@code asyncapi.yaml}.
 */
@NullMarked
package dev.assent.events;

import org.jspecify.annotations.NullMarked;
