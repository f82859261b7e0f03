/** What makes requests: as many as are answered, or as many a second as were asked for. */
@NullMarked
package dev.assent.benchmarks.load;

import org.jspecify.annotations.NullMarked;
