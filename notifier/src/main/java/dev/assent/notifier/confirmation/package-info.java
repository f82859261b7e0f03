/** Mails that ask the owner of an address whether a choice is theirs (double opt-in). */
@NullMarked
package dev.assent.notifier.confirmation;

import org.jspecify.annotations.NullMarked;
