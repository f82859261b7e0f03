package dev.assent.api.banner;

import dev.assent.api.site.PublishedSite;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/**
 * The GPC support resource of a site (W3C Global Privacy Control, section "GPC Support Representation").
 *
 * @param gpc whether the site abides by the signal
 * @param lastUpdate the day, in UTC, on which it last said so: that of its newest version
 */
@Schema(name = "GpcSupport")
record GpcSupport(boolean gpc, String lastUpdate) {

    /** What an origin says: that it abides by the signal only if all sites there do. */
    static GpcSupport of(List<PublishedSite> sites) {
        LocalDate newest = sites.stream()
                .map(site -> site.snapshot().recordedAt().atZone(ZoneOffset.UTC).toLocalDate())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new GpcSupport(sites.stream().allMatch(PublishedSite::honoursGpc), newest.toString());
    }
}
