/** What operators see of choices, per site. */
@NullMarked
package dev.assent.api.measure;

import org.jspecify.annotations.NullMarked;
