/** Merkle trees and their proofs, from RFC 9162, section 2.1. */
@NullMarked
package dev.assent.verify.merkle;

import org.jspecify.annotations.NullMarked;
