/** Which web pages may use which addresses (CORS). */
@NullMarked
package dev.assent.foundation.origin;

import org.jspecify.annotations.NullMarked;
