/** Linking a browser to a person who is signed in at the site: a purpose of its own, off by default. */
@NullMarked
package dev.assent.api.link;

import org.jspecify.annotations.NullMarked;
