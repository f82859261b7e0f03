/** What everyone may read: facts, cookie list, vendors and the cookie policy, from published versions only. */
@NullMarked
package dev.assent.registry.document;

import org.jspecify.annotations.NullMarked;
