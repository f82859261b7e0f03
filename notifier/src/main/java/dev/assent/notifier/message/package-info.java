/** Mail as it was received: read with care, never trusted. Knows no other feature. */
@NullMarked
package dev.assent.notifier.message;

import org.jspecify.annotations.NullMarked;
