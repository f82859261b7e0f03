/** What everyone can check over HTTP: checkpoints, tiles, entry bundles, consistency. */
@NullMarked
package dev.assent.verify.published;

import org.jspecify.annotations.NullMarked;
