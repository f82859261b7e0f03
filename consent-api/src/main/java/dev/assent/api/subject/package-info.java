/** The keys under which people are named who have no browser's secret: by an e-mail address, or an account of the site. */
@NullMarked
package dev.assent.api.subject;

import org.jspecify.annotations.NullMarked;
