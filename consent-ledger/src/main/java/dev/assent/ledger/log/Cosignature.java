package dev.assent.ledger.log;

import java.time.Instant;

/**
 * A witness's word on a checkpoint (C2SP tlog-cosignature, cosignature/v1).
 *
 * @param line the signature line, with its end
 * @param at when the witness made it, by its clock, to the second
 */
public record Cosignature(String line, Instant at) {}
