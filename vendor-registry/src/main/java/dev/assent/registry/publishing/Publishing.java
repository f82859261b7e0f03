package dev.assent.registry.publishing;

import dev.assent.foundation.journal.Journal;
import dev.assent.registry.rule.Finding;
import dev.assent.registry.rule.PublishRules;
import dev.assent.registry.rule.Severity;
import dev.assent.registry.site.Drafts;
import dev.assent.registry.site.SiteContent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Freezes a draft as the next version, if the rules let it, and has the other services told. */
@ApplicationScoped
public class Publishing {

    private static final Logger LOG = Logger.getLogger(Publishing.class);

    /** What became of an attempt to publish. */
    public sealed interface Outcome {

        /** A new version. */
        record Published(Version version, List<Finding> findings) implements Outcome {}

        /** The draft is what the newest version says already; nothing was done. */
        record Unchanged(Version version) implements Outcome {}

        /** Rules were broken; nothing was done. */
        record Refused(List<Finding> findings) implements Outcome {}

        /** There is no such site. */
        record Unknown() implements Outcome {}
    }

    private final Drafts drafts;
    private final Versions versions;
    private final Announcements announcements;
    private final Journal journal;
    private final Clock clock;

    Publishing(Drafts drafts, Versions versions, Announcements announcements, Journal journal, Clock clock) {
        this.drafts = drafts;
        this.versions = versions;
        this.announcements = announcements;
        this.journal = journal;
        this.clock = clock;
    }

    /** What the rules find in a site's present draft; empty if there is no such site. */
    @Transactional
    public Optional<List<Finding>> check(String site) {
        return drafts.find(site)
                .map(draft -> PublishRules.check(FrozenContent.of(draft).content()));
    }

    /** Publishes a site's draft as its next version. */
    @Transactional
    public Outcome publish(String site, String actor) {
        Optional<SiteContent> draft = drafts.lock(site);
        if (draft.isEmpty()) {
            return new Outcome.Unknown();
        }
        FrozenContent frozen = FrozenContent.of(draft.get());
        Optional<Version> newest = versions.newest(site);
        if (newest.isPresent() && newest.get().hash().equals(frozen.hash())) {
            return new Outcome.Unchanged(newest.get());
        }
        List<Finding> findings = PublishRules.check(frozen.content());
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
            return new Outcome.Refused(findings);
        }
        Version version = new Version(
                site,
                newest.map(Version::number).orElse(0) + 1,
                frozen.hash(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                frozen.canonical(),
                frozen.content());
        versions.add(version, actor, findings);
        announcements.tell(site);
        journal.record(
                actor,
                "site.published",
                site,
                "version",
                Integer.toString(version.number()),
                Map.of("hash", version.hash(), "findings", findings.size()));
        LOG.infof("site published: site=%s version=%d hash=%s", site, version.number(), version.hash());
        return new Outcome.Published(version, findings);
    }
}
