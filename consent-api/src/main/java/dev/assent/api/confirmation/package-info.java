/** Double opt-in: a choice by e-mail address waits until the owner of the address confirms it. */
@NullMarked
package dev.assent.api.confirmation;

import org.jspecify.annotations.NullMarked;
