package dev.assent.verify.report;

import java.time.Instant;

/**
 * A witness's word that was checked.
 *
 * @param witness the name of its key
 * @param at when it cosigned, by its own clock, to the second
 * @param size over how many entries
 */
public record Cosigned(String witness, Instant at, long size) {}
