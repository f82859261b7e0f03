package dev.assent.registry.publishing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Optional;

@ApplicationScoped
class AnnouncementRows implements PanacheRepositoryBase<AnnouncementRow, Long> {

    Optional<AnnouncementRow> last(String site) {
        return find("site", Sort.descending("id"), site).firstResultOptional();
    }
}
