package dev.assent.registry.rule;

import dev.assent.registry.site.Purpose;
import dev.assent.registry.site.SiteContent;
import dev.assent.registry.text.OwnStorage;

import java.util.stream.Stream;

/** R13: what the banner itself keeps on the device is in the cookie table; a site without a banner gets none of it. */
final class OwnStorageIsListed implements PublishRule {

    @Override
    public Stream<Finding> check(SiteContent content) {
        boolean listed = content.cookies().stream().anyMatch(OwnStorage::is);
        if (listed && !content.bannerNeeded()) {
            return Stream.of(new Finding(
                    "R13",
                    Severity.ERROR,
                    "cookies[" + OwnStorage.NAME + "]",
                    "The table lists the banner's storage, but this site has no banner.",
                    "Take the entry out."));
        }
        if (content.bannerNeeded() && content.purposes().stream().noneMatch(Purpose::exempt)) {
            return Stream.of(new Finding(
                    "R13",
                    Severity.ERROR,
                    "purposes",
                    "The banner keeps the visitor's answer on the device, and no purpose stands for that.",
                    "Add an exempt purpose, such as one called necessary."));
        }
        if (content.bannerNeeded() && !listed) {
            return Stream.of(new Finding(
                    "R13",
                    Severity.ERROR,
                    "cookies",
                    "The banner's own storage is missing in the cookie table.",
                    "Publish again; the platform adds the entry by itself."));
        }
        return Stream.empty();
    }
}
