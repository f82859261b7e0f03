/** A site's banner configuration in one of its languages. */
@NullMarked
package dev.assent.api.banner;

import org.jspecify.annotations.NullMarked;
