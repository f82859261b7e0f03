package dev.assent.api.limit;

/**
 * What a limit says to one request.
 *
 * @param allowed whether it may pass
 * @param remaining what is left of the quota
 * @param seconds until the next request may pass if this one may not, else until the whole quota is back; rounded up
 */
public record Verdict(boolean allowed, long remaining, long seconds) {}
