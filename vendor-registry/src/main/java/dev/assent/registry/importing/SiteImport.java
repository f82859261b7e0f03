package dev.assent.registry.importing;

import dev.assent.foundation.journal.Journal;
import dev.assent.registry.site.Drafts;
import dev.assent.registry.site.SiteContent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import java.util.Map;

/** Makes a read file the site's draft. */
@ApplicationScoped
class SiteImport {

    private final Drafts drafts;
    private final Journal journal;

    SiteImport(Drafts drafts, Journal journal) {
        this.drafts = drafts;
        this.journal = journal;
    }

    /**
     * Replaces a site's draft, or makes the site.
     *
     * @return the draft's revision; 0 if the site is new
     */
    @Transactional
    int take(SiteContent content, String actor) {
        int revision = drafts.save(content, actor);
        journal.record(
                actor,
                "site.imported",
                content.site(),
                "site",
                content.site(),
                Map.of(
                        "revision", revision,
                        "purposes", content.purposes().size(),
                        "vendors", content.vendors().size(),
                        "cookies", content.cookies().size()));
        return revision;
    }
}
