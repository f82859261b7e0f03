/** The whole platform on one machine: as a library for system tests, and as the launcher behind {@code ./run}. */
@NullMarked
package dev.assent.deploy.local;

import org.jspecify.annotations.NullMarked;
