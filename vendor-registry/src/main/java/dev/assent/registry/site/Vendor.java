package dev.assent.registry.site;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Someone outside the organisation who receives data.
 *
 * @param id lower-case letters, digits and hyphens
 * @param name as it calls itself
 * @param country ISO 3166-1 alpha-2
 * @param role what it is to the controller
 * @param purposes ids of the purposes that it serves
 * @param services BCP 47 tag to what it does for the site
 * @param policyUrl its own privacy policy, if known
 * @param transfers BCP 47 tag to where the data goes outside the controller's regime, and on which ground
 * @param source who says so
 */
public record Vendor(
        String id,
        String name,
        String country,
        VendorRole role,
        List<String> purposes,
        Map<String, String> services,
        @Nullable String policyUrl,
        @Nullable Map<String, String> transfers,
        Source source) {}
