package dev.assent.registry.importing;

import dev.assent.registry.publishing.Publishing;
import dev.assent.registry.publishing.Publishing.Outcome;
import dev.assent.registry.publishing.RegistryConfig;
import dev.assent.registry.site.Drafts;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;

/** Imports and publishes the sample sites that do not exist yet, where the configuration asks for them. */
@ApplicationScoped
class SampleSites {

    private static final String ACTOR = "platform";

    private final RegistryConfig config;
    private final Drafts drafts;
    private final SiteImport siteImport;
    private final Publishing publishing;

    SampleSites(RegistryConfig config, Drafts drafts, SiteImport siteImport, Publishing publishing) {
        this.config = config;
        this.drafts = drafts;
        this.siteImport = siteImport;
        this.publishing = publishing;
    }

    /** All or none: a start that is cut off leaves nothing half loaded. */
    @Transactional
    void load(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
        if (config.sampleSites()) {
            SampleFiles.SITES.stream().filter(site -> !drafts.exists(site)).forEach(this::load);
        }
    }

    private void load(String site) {
        siteImport.take(SiteFile.read(SampleFiles.yaml(site)), ACTOR);
        Outcome outcome = publishing.publish(site, ACTOR);
        if (outcome instanceof Outcome.Refused refused) {
            throw new IllegalStateException("the sample site " + site + " breaks rules: " + refused.findings());
        }
    }
}
