/** The published sites, in the form that checking a choice needs. */
@NullMarked
package dev.assent.api.site;

import org.jspecify.annotations.NullMarked;
