package dev.assent.registry.site;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The drafts of all sites, as rows. */
@ApplicationScoped
public class Drafts {

    private static final Sort IN_ORDER = Sort.by("position");

    private final SiteRows sites;
    private final PurposeRows purposes;
    private final VendorRows vendors;
    private final CookieRows cookies;
    private final AgreementRows agreements;
    private final Clock clock;

    Drafts(
            SiteRows sites,
            PurposeRows purposes,
            VendorRows vendors,
            CookieRows cookies,
            AgreementRows agreements,
            Clock clock) {
        this.sites = sites;
        this.purposes = purposes;
        this.vendors = vendors;
        this.cookies = cookies;
        this.agreements = agreements;
        this.clock = clock;
    }

    /** Whether there is such a site, published or not. */
    @Transactional
    public boolean exists(String site) {
        return sites.findByIdOptional(site).isPresent();
    }

    /** A site's draft. */
    @Transactional
    public Optional<SiteContent> find(String site) {
        return sites.findByIdOptional(site).map(row -> content(site, row));
    }

    /** A site's draft, which nobody else changes or publishes until the caller's transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<SiteContent> lock(String site) {
        return sites.findByIdOptional(site, LockModeType.PESSIMISTIC_WRITE).map(row -> content(site, row));
    }

    /**
     * Puts a draft in the place of the present one.
     *
     * @return the draft's revision; 0 if the site is new
     */
    @Transactional
    public int save(SiteContent content, String actor) {
        String site = content.site();
        SiteRow row =
                sites.findByIdOptional(site, LockModeType.PESSIMISTIC_WRITE).orElse(null);
        if (row == null) {
            row = new SiteRow(site);
            row.take(content, clock.instant(), actor);
            sites.persist(row);
        } else {
            row.take(content, clock.instant(), actor);
            cookies.delete("site", site);
            agreements.delete("site", site);
            vendors.delete("site", site);
            purposes.delete("site", site);
            sites.getEntityManager().flush();
        }
        persist(site, content.purposes(), PurposeRow::new, purposes::persist);
        persist(site, content.vendors(), VendorRow::new, vendors::persist);
        persist(site, content.cookies(), CookieRow::new, cookies::persist);
        persist(site, content.agreements(), AgreementRow::new, agreements::persist);
        sites.flush();
        return row.revision();
    }

    private SiteContent content(String site, SiteRow row) {
        return row.content(
                purposes.list("site", IN_ORDER, site).stream()
                        .map(PurposeRow::value)
                        .toList(),
                vendors.list("site", IN_ORDER, site).stream()
                        .map(VendorRow::value)
                        .toList(),
                cookies.list("site", IN_ORDER, site).stream()
                        .map(CookieRow::value)
                        .toList(),
                agreements.list("site", IN_ORDER, site).stream()
                        .map(AgreementRow::value)
                        .toList());
    }

    private static <T, R> void persist(String site, List<T> values, Row<T, R> row, Consumer<R> persist) {
        IntStream.range(0, values.size())
                .mapToObj(position -> row.of(site, position, values.get(position)))
                .forEach(persist);
    }

    /** A value as the row at its place. */
    @FunctionalInterface
    private interface Row<T, R> {
        R of(String site, int position, T value);
    }
}
