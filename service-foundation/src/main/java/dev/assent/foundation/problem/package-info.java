/** Errors as RFC 9457 problems with stable types. */
@NullMarked
package dev.assent.foundation.problem;

import org.jspecify.annotations.NullMarked;
