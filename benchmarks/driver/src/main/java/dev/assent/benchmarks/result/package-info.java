/** Figures, and how people and programs read them. */
@NullMarked
package dev.assent.benchmarks.result;

import org.jspecify.annotations.NullMarked;
