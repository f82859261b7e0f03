/** How much one network may send, and how much one site may take of a replica. */
@NullMarked
package dev.assent.api.limit;

import org.jspecify.annotations.NullMarked;
