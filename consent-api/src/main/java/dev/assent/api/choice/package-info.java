/** Taking a choice: read, check against the site, record. */
@NullMarked
package dev.assent.api.choice;

import org.jspecify.annotations.NullMarked;
