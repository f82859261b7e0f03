/** Taking over the history that another tool kept: read line by line, mapped onto a notice version, marked as imported. */
@NullMarked
package dev.assent.api.importing;

import org.jspecify.annotations.NullMarked;
