package dev.assent.registry.rule;

import dev.assent.registry.site.ConsentMode;
import dev.assent.registry.site.SiteContent;

import java.util.stream.Stream;

/** B19: no tag sends anything before a grant; the advanced form of Google Consent Mode does (see ePD 5(3)). */
final class ConsentModeIsBasic implements PublishRule {

    @Override
    public Stream<Finding> check(SiteContent content) {
        return content.intake().consentMode() == ConsentMode.ADVANCED
                ? Stream.of(new Finding(
                        "B19",
                        Severity.WARNING,
                        "intake.consentMode",
                        "In the advanced form Google's tags are loaded and send pings before the visitor has answered.",
                        "Use the basic form, in which nothing is loaded before a grant."))
                : Stream.empty();
    }
}
