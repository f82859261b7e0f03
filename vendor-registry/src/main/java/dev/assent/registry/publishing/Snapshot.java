package dev.assent.registry.publishing;

import dev.assent.events.SitePublished;
import dev.assent.registry.site.Controller;
import dev.assent.registry.site.Evidence;
import dev.assent.registry.site.Purpose;
import dev.assent.registry.site.SiteContent;
import dev.assent.registry.site.Vendor;
import dev.assent.registry.text.PlatformTexts;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes what the other services are told of a version. */
final class Snapshot {

    private Snapshot() {}

    /**
     * The snapshot of a version.
     *
     * @param accepted the versions under which choices are taken, newest first, this one included
     */
    static SitePublished of(Version version, List<Version> accepted, RegistryConfig config, String eventId) {
        SiteContent content = version.content();
        Controller controller = content.controller();
        return new SitePublished(
                eventId,
                version.site(),
                version.publishedAt(),
                version.number(),
                version.hash(),
                content.name(),
                new SitePublished.Controller(
                        controller.name(),
                        controller.country(),
                        controller.contacts().stream()
                                .map(Controller.Contact::value)
                                .filter(value -> value != null)
                                .findFirst()
                                .orElse(null),
                        controller.dpo() == null ? null : controller.dpo().requestsAddress(),
                        controller.dpo() == null ? Map.of() : controller.dpo().names()),
                Stream.concat(content.origins().stream(), config.extraOrigins().orElse(List.of()).stream())
                        .distinct()
                        .toList(),
                content.languages(),
                content.timeZone(),
                content.bannerNeeded(),
                content.renewAfter(),
                notice(content),
                Map.of(
                        "cookie-policy",
                        config.publicUrl() + "/v1/sites/" + version.site() + "/documents/cookie-policy"),
                accepted.stream().map(Snapshot::accepted).toList(),
                IntakeSnapshot.of(content, config),
                evidence(content.evidence()));
    }

    private static SitePublished.@Nullable Evidence evidence(@Nullable Evidence evidence) {
        return evidence == null ? null : new SitePublished.Evidence(evidence.period(), evidence.reason());
    }

    private static SitePublished.Notice notice(SiteContent content) {
        List<Purpose> asked = asked(content);
        Set<String> askedIds = asked.stream().map(Purpose::id).collect(Collectors.toSet());
        return new SitePublished.Notice(
                asked.stream().map(IntakeSnapshot::purpose).toList(),
                recipients(content, askedIds)
                        .map(vendor -> new SitePublished.Vendor(
                                vendor.id(),
                                vendor.name(),
                                vendor.country(),
                                vendor.purposes().stream()
                                        .filter(askedIds::contains)
                                        .toList(),
                                vendor.policyUrl()))
                        .toList(),
                bannerTexts(content));
    }

    /**
     * The purposes that a choice is about: those that need consent or keep something on the device. A contact form or an
     * invoice that does neither stands in the documents only.
     */
    private static List<Purpose> asked(SiteContent content) {
        return content.purposes().stream()
                .filter(purpose -> !purpose.exempt()
                        || content.cookies().stream()
                                .anyMatch(cookie -> cookie.purpose().equals(purpose.id())))
                .toList();
    }

    private static Stream<Vendor> recipients(SiteContent content, Set<String> purposes) {
        return content.vendors().stream()
                .filter(vendor -> vendor.purposes().stream().anyMatch(purposes::contains));
    }

    private static Map<String, Map<String, String>> bannerTexts(SiteContent content) {
        Map<String, Map<String, String>> texts = new LinkedHashMap<>();
        content.texts().forEach((language, all) -> {
            Map<String, String> banner = new LinkedHashMap<>();
            PlatformTexts.BANNER_KEYS.forEach(key -> banner.put(key, all.getOrDefault(key, "")));
            texts.put(language, banner);
        });
        return texts;
    }

    private static SitePublished.AcceptedVersion accepted(Version version) {
        SiteContent content = version.content();
        Map<String, Boolean> purposes = new LinkedHashMap<>();
        asked(content).forEach(purpose -> purposes.put(purpose.id(), purpose.exempt()));
        return new SitePublished.AcceptedVersion(
                version.number(),
                version.hash(),
                version.publishedAt(),
                purposes,
                recipients(content, purposes.keySet()).map(Vendor::id).toList(),
                content.renewAfter(),
                IntakeSnapshot.asking(content, asked(content)));
    }
}
