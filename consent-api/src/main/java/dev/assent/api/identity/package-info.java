/** Which id and salt an event gets, so that a repeated request stays one event. */
@NullMarked
package dev.assent.api.identity;

import org.jspecify.annotations.NullMarked;
