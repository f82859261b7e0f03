package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the choice was made. */
public enum Surface {
    @JsonProperty("banner")
    BANNER,
    /** The lasting control that reopens the choices. */
    @JsonProperty("preferences")
    PREFERENCES,
    @JsonProperty("form")
    FORM,
    @JsonProperty("api")
    API,
    @JsonProperty("mail")
    MAIL
}
