/** A program that is measured, and what the machine knows of it. */
@NullMarked
package dev.assent.benchmarks.process;

import org.jspecify.annotations.NullMarked;
