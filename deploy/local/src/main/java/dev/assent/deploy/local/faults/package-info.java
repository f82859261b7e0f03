/** The long fault suite: the platform under load while parts of it are killed, and what must hold afterwards. */
@NullMarked
package dev.assent.deploy.local.faults;

import org.jspecify.annotations.NullMarked;
