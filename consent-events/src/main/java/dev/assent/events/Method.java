package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** By which means the choice was expressed. */
public enum Method {
    @JsonProperty("click")
    CLICK,
    /** A browser signal such as Global Privacy Control. */
    @JsonProperty("signal")
    SIGNAL,
    @JsonProperty("api")
    API
}
