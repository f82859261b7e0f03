package dev.assent.benchmarks.peers;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of the plain insert. */
@ApplicationScoped
class StoredChoices implements PanacheRepository<StoredChoice> {}
