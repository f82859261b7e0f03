package dev.assent.registry.publishing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class VersionRows implements PanacheRepositoryBase<VersionRow, VersionId> {}
