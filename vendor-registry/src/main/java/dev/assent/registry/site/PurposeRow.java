package dev.assent.registry.site;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A purpose of a draft. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
@Table(name = "purpose")
@IdClass(PartId.class)
class PurposeRow {

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
        source = purpose.source();
    }

    Purpose value() {
        return new Purpose(
                id, exempt, basis, Words.read(names), Words.read(descriptions), Words.readOptional(examples), source);
    }
}
