/** Which language a person wrote in. Knows no other feature. */
@NullMarked
package dev.assent.notifier.language;

import org.jspecify.annotations.NullMarked;
