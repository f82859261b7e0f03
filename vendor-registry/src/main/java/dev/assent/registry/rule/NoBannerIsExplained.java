package dev.assent.registry.rule;

import dev.assent.registry.site.Section;
import dev.assent.registry.site.SiteContent;

import java.util.stream.Stream;

/** B14: a site on which nothing needs consent shows no banner, and its document says why; any other site does not. */
final class NoBannerIsExplained implements PublishRule {

    @Override
    public Stream<Finding> check(SiteContent content) {
        boolean explained = content.notes().stream().anyMatch(note -> note.section() == Section.NO_BANNER);
        if (explained == !content.bannerNeeded()) {
            return Stream.empty();
        }
        return Stream.of(
                explained
                        ? new Finding(
                                "B14",
                                Severity.ERROR,
                                "notes",
                                "A note says why no banner is shown, but a purpose of this site needs consent.",
                                "Take the note out, or mark the purpose as exempt if it truly is.")
                        : new Finding(
                                "B14",
                                Severity.ERROR,
                                "notes",
                                "No purpose of this site needs consent, so no banner is shown; nothing says why.",
                                "Add a note to the section no-banner that gives the reason."));
    }
}
