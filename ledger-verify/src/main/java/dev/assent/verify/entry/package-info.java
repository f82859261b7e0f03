/** What an entry of a log is made of. */
@NullMarked
package dev.assent.verify.entry;

import org.jspecify.annotations.NullMarked;
