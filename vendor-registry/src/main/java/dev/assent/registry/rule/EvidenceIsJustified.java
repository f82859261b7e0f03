package dev.assent.registry.rule;

import dev.assent.registry.site.Evidence;
import dev.assent.registry.site.SiteContent;

import java.util.stream.Stream;

/**
 * R14: a site that asks for consent says for how long it keeps the proof of one after it ended, and why (GDPR
 * Art. 17(3)(e), 5(1)(e)). One that asks for none has nothing to keep.
 */
final class EvidenceIsJustified implements PublishRule {

    /** A sentence, and not a word such as "legal". */
    private static final int SHORTEST_REASON = 20;

    private static final int LONG_IN_MONTHS = 120;

    @Override
    public Stream<Finding> check(SiteContent content) {
        if (content.purposes().stream().allMatch(purpose -> purpose.exempt())) {
            return Stream.empty();
        }
        Evidence evidence = content.evidence();
        if (evidence == null || evidence.reason().strip().length() < SHORTEST_REASON) {
            return Stream.of(new Finding(
                    "R14",
                    Severity.ERROR,
                    evidence == null ? "evidence" : "evidence.reason",
                    "This site asks for consent, and nothing says for how long its proof is kept after it ended, and why.",
                    "Give a period, and the claims that justify keeping a proof for that long."));
        }
        return evidence.period().toTotalMonths() > LONG_IN_MONTHS
                ? Stream.of(new Finding(
                        "R14",
                        Severity.WARNING,
                        "evidence.period",
                        "Few claims about a consent can still be raised more than ten years after it ended.",
                        "Check the period against the limitation periods that the reason names."))
                : Stream.empty();
    }
}
