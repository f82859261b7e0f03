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

/** A purpose of a draft. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
@Table(name = "purpose")
@IdClass(PartId.class)
class PurposeRow {

    private static final TypeReference<List<ConsentType>> CONSENT_TYPES = new TypeReference<>() {};

    @Id
    private String site;

    @Id
    private String id;

    private int position;
    private boolean exempt;

    @Enumerated(EnumType.STRING)
    private Basis basis;

    @JdbcTypeCode(SqlTypes.JSON)
    private String names;

    @JdbcTypeCode(SqlTypes.JSON)
    private String descriptions;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String examples;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String form;

    @Column(name = "denied_by_gpc")
    private boolean deniedByGpc;

    @Column(name = "consent_types")
    @JdbcTypeCode(SqlTypes.JSON)
    private String consentTypes;

    @Enumerated(EnumType.STRING)
    private Source source;

    @SuppressWarnings("NullAway.Init")
    protected PurposeRow() {}

    PurposeRow(String site, int position, Purpose purpose) {
        this.site = site;
        this.position = position;
        id = purpose.id();
        exempt = purpose.exempt();
        basis = purpose.basis();
        names = ContentJson.write(purpose.names());
        descriptions = ContentJson.write(purpose.descriptions());
        examples = Words.writeOptional(purpose.examples());
        form = purpose.form() == null ? null : ContentJson.write(purpose.form());
        deniedByGpc = purpose.deniedByGpc();
        consentTypes = ContentJson.write(purpose.consentTypes());
        source = purpose.source();
    }

    Purpose value() {
        return new Purpose(
                id,
                exempt,
                basis,
                Words.read(names),
                Words.read(descriptions),
                Words.readOptional(examples),
                form == null ? null : ContentJson.read(form, Form.class),
                deniedByGpc,
                ContentJson.read(consentTypes, CONSENT_TYPES),
                source);
    }
}
