/** What the holder of the database and the key-encryption keys can check besides: every row. */
@NullMarked
package dev.assent.verify.stored;

import org.jspecify.annotations.NullMarked;
