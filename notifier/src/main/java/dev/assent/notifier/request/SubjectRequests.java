package dev.assent.notifier.request;

import dev.assent.foundation.id.EventIds;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The requests, and what happened to them. */
@ApplicationScoped
class SubjectRequests implements PanacheRepositoryBase<SubjectRequest, UUID> {

    private static final Sort BY_DEADLINE = Sort.ascending("period.dueAt", "id");

    private final EntityManager entities;
    private final Clock clock;

    SubjectRequests(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    Optional<SubjectRequest> of(String site, UUID id) {
        return find("site = ?1 and id = ?2", site, id).firstResultOptional();
    }

    /** The request that carries this reference, if this person opened it. */
    Optional<SubjectRequest> named(String site, String reference, String sender) {
        return find("site = ?1 and reference = ?2 and lower(sender) = lower(?3)", site, reference, sender)
                .firstResultOptional();
    }

    boolean taken(String reference) {
        return count("reference = ?1", reference) > 0;
    }

    /** Requests of these sites in these states after a place in the list, the most urgent first. */
    List<SubjectRequest> page(
            Collection<String> sites, Collection<RequestStatus> states, @Nullable Place after, int most) {
        if (sites.isEmpty() || states.isEmpty()) {
            return List.of();
        }
        Parameters parameters = Parameters.with("sites", sites).and("states", states);
        String wanted = "site in :sites and status in :states";
        if (after != null) {
            parameters.and("dueAt", after.dueAt()).and("id", after.id());
            wanted += " and (period.dueAt > :dueAt or (period.dueAt = :dueAt and id > :id))";
        }
        return find(wanted, BY_DEADLINE, parameters).range(0, most - 1).list();
    }

    void happened(UUID requestId, RequestEvent.Kind kind, String actor, @Nullable String detail) {
        Instant now = clock.instant();
        entities.persist(new RequestEvent(EventIds.next(clock), requestId, now, kind, actor, detail));
    }

    List<RequestEvent> eventsOf(UUID requestId) {
        return entities.createQuery(
                        "select e from RequestEvent e where e.requestId = :request order by e.at, e.id",
                        RequestEvent.class)
                .setParameter("request", requestId)
                .getResultList();
    }

    /** A place in the list: that of a request. */
    record Place(Instant dueAt, UUID id) {}
}
