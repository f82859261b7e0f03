package dev.assent.registry.rule;

import dev.assent.registry.site.SiteContent;

import java.util.stream.Stream;

/** What must hold for the content of a version before it is published. */
interface PublishRule {

    /** What is wrong with the content, as it would be frozen. */
    Stream<Finding> check(SiteContent content);
}
