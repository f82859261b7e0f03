package dev.assent.api.site;

import dev.assent.api.TestSites;

/** The test's sites as a choice sees them. */
public final class SitesOfTests {

    private SitesOfTests() {}

    public static PublishedSite smartsupp() {
        return new PublishedSite(TestSites.smartsupp());
    }

    public static PublishedSite onesmartech() {
        return new PublishedSite(TestSites.onesmartech());
    }
}
