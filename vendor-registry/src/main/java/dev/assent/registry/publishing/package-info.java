/** Versions: frozen, hashed, numbered without gaps, and told to the other services. */
@NullMarked
package dev.assent.registry.publishing;

import org.jspecify.annotations.NullMarked;
