package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What holds for one purpose after a choice. */
public enum Answer {
    /** The person agreed (GDPR Art. 4(11)). */
    @JsonProperty("granted")
    GRANTED,
    /** The person refused, or withdrew. */
    @JsonProperty("denied")
    DENIED,
    /** The notice offered this purpose, but this choice said nothing of it: not a refusal. */
    @JsonProperty("never-asked")
    NEVER_ASKED,
    /** Waits for a confirmation (double opt-in). */
    @JsonProperty("pending")
    PENDING,
    /** Needs no consent (WP194): stated, never called granted. */
    @JsonProperty("exempt")
    EXEMPT
}
