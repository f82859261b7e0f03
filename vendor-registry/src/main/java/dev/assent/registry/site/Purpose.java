package dev.assent.registry.site;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A purpose of processing.
 *
 * @param id lower-case letters, digits and hyphens
 * @param exempt whether it needs no consent
 * @param basis the legal basis
 * @param names BCP 47 tag to name
 * @param descriptions BCP 47 tag to what is done, in plain words
 * @param examples BCP 47 tag to an example from daily life
 * @param form how a form asks for it; null where the banner does
 * @param deniedByGpc whether a Global Privacy Control signal is about it: sale, sharing, marketing (C06)
 * @param consentTypes what it is to Google's tags
 * @param source who says so
 */
public record Purpose(
        String id,
        boolean exempt,
        Basis basis,
        Map<String, String> names,
        Map<String, String> descriptions,
        @Nullable Map<String, String> examples,
        @Nullable Form form,
        boolean deniedByGpc,
        List<ConsentType> consentTypes,
        Source source) {

    /** Contents frozen before 0.2.0 name no consent types. */
    public Purpose {
        consentTypes = Objects.requireNonNullElse(consentTypes, List.of());
    }

    /** Whether the banner asks for it. */
    public boolean askedByBanner() {
        return !exempt && form == null;
    }
}
