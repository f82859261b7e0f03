/** Tells sites' own systems that a choice was confirmed or withdrawn. */
@NullMarked
package dev.assent.notifier.webhook;

import org.jspecify.annotations.NullMarked;
