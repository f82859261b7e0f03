/** Watches the mailboxes of the sites and hands each mail to the request feature once. */
@NullMarked
package dev.assent.notifier.mailbox;

import org.jspecify.annotations.NullMarked;
