/**
 * The loss account: what producers say that they told their callers, held against what the logs have of them. An answer of
 * 202 that became no entry, or an entry that nobody sent, shows here.
 */
@NullMarked
package dev.assent.ledger.account;

import org.jspecify.annotations.NullMarked;
