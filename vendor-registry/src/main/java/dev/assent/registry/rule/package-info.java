/** What must hold before a version is published; one small class per rule. */
@NullMarked
package dev.assent.registry.rule;

import org.jspecify.annotations.NullMarked;
