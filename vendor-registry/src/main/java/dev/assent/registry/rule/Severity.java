package dev.assent.registry.rule;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.assent.registry.site.Term;

/** What a finding does to publishing. */
public enum Severity implements Term {
    /** Blocks it. */
    ERROR,
    /** Is shown and recorded. */
    WARNING;

    // Said again here, because the OpenAPI document finds it on the enum only.
    @Override
    @JsonValue
    public String word() {
        return Term.super.word();
    }
}
