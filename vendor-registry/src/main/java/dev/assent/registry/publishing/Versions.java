package dev.assent.registry.publishing;

import dev.assent.registry.rule.Finding;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import java.util.List;
import java.util.Optional;

/** The published versions of all sites. */
@ApplicationScoped
public class Versions {

    private static final Sort NEWEST_FIRST = Sort.descending("number");

    private final VersionRows rows;

    Versions(VersionRows rows) {
        this.rows = rows;
    }

    /** A site's newest version; empty if it has never been published. */
    @Transactional
    public Optional<Version> newest(String site) {
        return rows.find("site", NEWEST_FIRST, site).firstResultOptional().map(VersionRow::value);
    }

    /** One version of a site. */
    @Transactional
    public Optional<Version> find(String site, int number) {
        return rows.findByIdOptional(new VersionId(site, number)).map(VersionRow::value);
    }

    /** Every version of a site, newest first. */
    @Transactional
    public List<Version> all(String site) {
        return rows.list("site", NEWEST_FIRST, site).stream()
                .map(VersionRow::value)
                .toList();
    }

    /** Every site that has been published. */
    @Transactional
    List<String> sites() {
        return rows.find("select distinct site from VersionRow order by site")
                .project(String.class)
                .list();
    }

    void add(Version version, String publishedBy, List<Finding> findings) {
        rows.persistAndFlush(new VersionRow(version, publishedBy, findings));
    }
}
