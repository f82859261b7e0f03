/** consent-api under load, beside its peers. */
@NullMarked
package dev.assent.benchmarks.intake;

import org.jspecify.annotations.NullMarked;
