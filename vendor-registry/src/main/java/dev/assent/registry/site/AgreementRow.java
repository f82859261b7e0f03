package dev.assent.registry.site;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/** An agreement of a draft. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
@Table(name = "agreement")
@IdClass(PlaceId.class)
class AgreementRow {

    @Id
    private String site;

    @Id
    private int position;

    private String vendor;

    @Enumerated(EnumType.STRING)
    private AgreementKind kind;

    private @Nullable String reference;

    @Column(name = "valid_from")
    private LocalDate from;

    @Column(name = "valid_until")
    private @Nullable LocalDate until;

    @Enumerated(EnumType.STRING)
    private Source source;

    @SuppressWarnings("NullAway.Init")
    protected AgreementRow() {}

    AgreementRow(String site, int position, Agreement agreement) {
        this.site = site;
        this.position = position;
        vendor = agreement.vendor();
        kind = agreement.kind();
        reference = agreement.reference();
        from = agreement.from();
        until = agreement.until();
        source = agreement.source();
    }

    Agreement value() {
        return new Agreement(vendor, kind, reference, from, until, source);
    }
}
