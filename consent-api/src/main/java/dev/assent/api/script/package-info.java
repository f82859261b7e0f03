/** The browser client, as the banner module built it. */
@NullMarked
package dev.assent.api.script;

import org.jspecify.annotations.NullMarked;
