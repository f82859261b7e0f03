package dev.assent.api.site;

import dev.assent.events.SitePublished;
import dev.assent.foundation.problem.Problem;
import dev.assent.foundation.snapshot.Snapshots;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sites that the platform serves. Each snapshot is prepared once, at its first use. */
@Singleton
public class PublishedSites {

    private static final Duration UNTIL_READ = Duration.ofSeconds(2);

    private final Snapshots snapshots;
    private final Map<String, PublishedSite> prepared = new ConcurrentHashMap<>();

    PublishedSites(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** The site, if it is known here. */
    public Optional<PublishedSite> find(String site) {
        return snapshots.find(site).map(this::prepared);
    }

    /**
     * The site.
     *
     * @throws Problem 404 {@code unknown-site}, or 503 {@code sites-not-read-yet} shortly after the start
     */
    public PublishedSite get(String site) {
        return find(site).orElseThrow(() -> snapshots.complete() ? unknownSite() : notReadYet());
    }

    /** The answer for a site that nobody published: 404 {@code unknown-site}. */
    public static Problem unknownSite() {
        return new Problem(404, "unknown-site", "There is no such site", "Check the site's id in the address.");
    }

    /** The answer shortly after the start: 503 {@code sites-not-read-yet}. */
    public static Problem notReadYet() {
        return Problem.unavailable(
                "sites-not-read-yet",
                "The published sites are still being read",
                "This replica has just started. Try again.",
                UNTIL_READ,
                Map.of());
    }

    /**
     * The sites that have pages at a host.
     *
     * @param authority host and port as a request names them, the port left out where it is the scheme's own
     */
    public List<PublishedSite> at(String authority) {
        return snapshots.all().stream()
                .filter(snapshot -> snapshot.origins().stream().anyMatch(origin -> isAt(origin, authority)))
                .map(this::prepared)
                .toList();
    }

    private static boolean isAt(String origin, String authority) {
        int host = origin.indexOf("://") + 3;
        return origin.length() - host == authority.length()
                && origin.regionMatches(true, host, authority, 0, authority.length());
    }

    private PublishedSite prepared(SitePublished snapshot) {
        PublishedSite known = prepared.get(snapshot.site());
        if (known == null || !known.snapshot().equals(snapshot)) {
            known = new PublishedSite(snapshot);
            prepared.put(snapshot.site(), known);
        }
        return known;
    }
}
