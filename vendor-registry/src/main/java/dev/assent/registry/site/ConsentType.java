package dev.assent.registry.site;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** The consent types of Google Consent Mode v2; written with underscores, as Google's tags know them. */
public enum ConsentType implements Term {
    AD_STORAGE,
    AD_USER_DATA,
    AD_PERSONALIZATION,
    ANALYTICS_STORAGE,
    FUNCTIONALITY_STORAGE,
    PERSONALIZATION_STORAGE,
    SECURITY_STORAGE;

    @Override
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
