/** The platform's own texts: one file per language, which a site may override. */
@NullMarked
package dev.assent.registry.text;

import org.jspecify.annotations.NullMarked;
