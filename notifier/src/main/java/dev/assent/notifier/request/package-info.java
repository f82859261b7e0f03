/** Requests, their messages and what happened to them. */
@NullMarked
package dev.assent.notifier.request;

import org.jspecify.annotations.NullMarked;
