/** The way to Kafka: nothing is taken before it is acknowledged. */
@NullMarked
package dev.assent.api.intake;

import org.jspecify.annotations.NullMarked;
