package dev.assent.registry.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assent.registry.publishing.Version;
import dev.assent.registry.site.SiteContent;
import dev.assent.registry.site.Source;
import dev.assent.registry.site.Vendor;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A recipient, in one language.
 *
 * @param id the vendor's id
 * @param name as it calls itself
 * @param country its country's name
 * @param role what it is to the controller
 * @param agreement the kind of contract; null if none is known
 * @param purposes the names of the purposes that it serves, as a list in words
 * @param services what it does
 * @param transfers where data goes outside the controller's regime; null if nowhere
 * @param policyUrl its own privacy policy; null if not known
 * @param assumed whether the demonstration assumed it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VendorView(
        String id,
        String name,
        String country,
        String role,
        @Nullable String agreement,
        String purposes,
        String services,
        @Nullable String transfers,
        @Nullable String policyUrl,
        boolean assumed) {

    static List<VendorView> of(Version version, Wording wording) {
        return version.content().vendors().stream()
                .map(vendor -> of(version.content(), vendor, wording))
                .toList();
    }

    private static VendorView of(SiteContent content, Vendor vendor, Wording wording) {
        Optional<String> agreement = content.agreements().stream()
                .filter(candidate -> candidate.vendor().equals(vendor.id()))
                .findFirst()
                .map(found -> wording.text("agreement." + found.kind().word()));
        return new VendorView(
                vendor.id(),
                vendor.name(),
                wording.country(vendor.country()),
                wording.text("role." + vendor.role().word()),
                agreement.orElse(null),
                vendor.purposes().stream()
                        .map(purpose -> CookieView.purposeName(content, purpose, wording))
                        .collect(Collectors.joining(", ")),
                wording.of(vendor.services()),
                vendor.transfers() == null ? null : wording.of(vendor.transfers()),
                vendor.policyUrl(),
                vendor.source() == Source.ASSUMED);
    }
}
