/** Who may call what: roles for named sites, from the OIDC token. */
@NullMarked
package dev.assent.foundation.access;

import org.jspecify.annotations.NullMarked;
