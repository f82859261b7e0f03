/** Who calls: as little of it as counts, shortened before anything else sees it. */
@NullMarked
package dev.assent.api.client;

import org.jspecify.annotations.NullMarked;
