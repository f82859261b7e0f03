/** One person's receipt, checked offline. */
@NullMarked
package dev.assent.verify.receipt;

import org.jspecify.annotations.NullMarked;
