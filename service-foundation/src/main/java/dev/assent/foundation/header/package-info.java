/** What every answer of a service carries. */
@NullMarked
package dev.assent.foundation.header;

import org.jspecify.annotations.NullMarked;
