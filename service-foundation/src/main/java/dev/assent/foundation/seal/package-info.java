/** Sealing to a service's public key (HPKE, RFC 9180), so that only that service reads what others carry. */
@NullMarked
package dev.assent.foundation.seal;

import org.jspecify.annotations.NullMarked;
