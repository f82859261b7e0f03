package dev.assent.registry.site;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class VendorRows implements PanacheRepositoryBase<VendorRow, PartId> {}
