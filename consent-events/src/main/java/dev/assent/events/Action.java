package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the person did. */
public enum Action {
    @JsonProperty("accept-all")
    ACCEPT_ALL,
    @JsonProperty("refuse-all")
    REFUSE_ALL,
    @JsonProperty("withdraw-all")
    WITHDRAW_ALL,
    /** Answered purpose by purpose. */
    @JsonProperty("custom")
    CUSTOM,
    /** Said again what held before, when it was asked again after {@code renewAfter}. */
    @JsonProperty("renew")
    RENEW,
    /** Confirmed a pending choice (double opt-in). */
    @JsonProperty("confirm")
    CONFIRM
}
