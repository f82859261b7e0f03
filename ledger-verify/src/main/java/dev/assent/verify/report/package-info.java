/** What was checked and what was found, for people and for programs. */
@NullMarked
package dev.assent.verify.report;

import org.jspecify.annotations.NullMarked;
