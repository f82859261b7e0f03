package dev.assent.registry.rule;

import dev.assent.registry.site.SiteContent;

import java.util.List;

/** All publish rules, in the order in which their findings are shown. */
public final class PublishRules {

    private static final List<PublishRule> RULES = List.of(
            new NoPlaceholder(),
            new EveryTextInEveryLanguage(),
            new NoBannerIsExplained(),
            new ConsentForStorage(),
            new FormsKeepNothing(),
            new ConsentModeIsBasic(),
            new CookieIsComplete(),
            new OwnStorageIsListed(),
            new EvidenceIsJustified());

    private PublishRules() {}

    /** What the rules find in a version's content; empty if it is in order. */
    public static List<Finding> check(SiteContent content) {
        return RULES.stream().flatMap(rule -> rule.check(content)).toList();
    }
}
