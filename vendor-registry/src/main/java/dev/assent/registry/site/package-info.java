/** What a site's staff state about it: its controller, purposes, vendors and cookies, as values and as rows of the draft. */
@NullMarked
package dev.assent.registry.site;

import org.jspecify.annotations.NullMarked;
