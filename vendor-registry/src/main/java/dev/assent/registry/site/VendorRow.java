package dev.assent.registry.site;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** A vendor of a draft. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
@Table(name = "vendor")
@IdClass(PartId.class)
class VendorRow {

    @Id
    private String site;

    @Id
    private String id;

    private int position;
    private String name;
    private String country;

    @Enumerated(EnumType.STRING)
    private VendorRole role;

    @JdbcTypeCode(SqlTypes.JSON)
    private String purposes;

    @JdbcTypeCode(SqlTypes.JSON)
    private String services;

    @Column(name = "policy_url")
    private @Nullable String policyUrl;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String transfers;

    @Enumerated(EnumType.STRING)
    private Source source;

    @SuppressWarnings("NullAway.Init")
    protected VendorRow() {}

    VendorRow(String site, int position, Vendor vendor) {
        this.site = site;
        this.position = position;
        id = vendor.id();
        name = vendor.name();
        country = vendor.country();
        role = vendor.role();
        purposes = ContentJson.write(vendor.purposes());
        services = ContentJson.write(vendor.services());
        policyUrl = vendor.policyUrl();
        transfers = Words.writeOptional(vendor.transfers());
        source = vendor.source();
    }

    Vendor value() {
        List<String> ids = ContentJson.read(purposes, new TypeReference<>() {});
        return new Vendor(
                id, name, country, role, ids, Words.read(services), policyUrl, Words.readOptional(transfers), source);
    }
}
