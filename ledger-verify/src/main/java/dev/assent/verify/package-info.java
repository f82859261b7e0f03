/**
 * The ledger's verifier. It shares no code with the writer: what it believes, it computes from RFC 9162 and the C2SP
 * pages with the JDK's own cryptography.
 */
@NullMarked
package dev.assent.verify;

import org.jspecify.annotations.NullMarked;
