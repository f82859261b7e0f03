/** Where tiles and entry bundles are and what they hold, from C2SP tlog-tiles. */
@NullMarked
package dev.assent.verify.tile;

import org.jspecify.annotations.NullMarked;
