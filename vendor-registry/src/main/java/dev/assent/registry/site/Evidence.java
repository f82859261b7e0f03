package dev.assent.registry.site;

import java.time.Period;

/**
 * For how long the proof that somebody consented is kept after the consent ended, although the person asks for erasure
 * (GDPR Art. 17(3)(e)).
 *
 * @param period for example {@code P3Y}
 * @param reason which claims it is kept for, and why for that long
 */
public record Evidence(Period period, String reason) {}
