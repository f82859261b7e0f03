package dev.assent.registry.site;

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

/** Something that a draft says is kept on the device. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
@Table(name = "cookie")
@IdClass(PlaceId.class)
class CookieRow {

    @Id
    private String site;

    @Id
    private int position;

    private String name;

    @Enumerated(EnumType.STRING)
    private StorageKind kind;

    @Enumerated(EnumType.STRING)
    private Party party;

    private @Nullable String provider;
    private String purpose;
    private String lifetime;
    private boolean renewed;

    @Column(name = "read_by")
    private String readBy;

    @JdbcTypeCode(SqlTypes.JSON)
    private String descriptions;

    @Enumerated(EnumType.STRING)
    private Source source;

    @SuppressWarnings("NullAway.Init")
    protected CookieRow() {}

    CookieRow(String site, int position, Cookie cookie) {
        this.site = site;
        this.position = position;
        name = cookie.name();
        kind = cookie.kind();
        party = cookie.party();
        provider = cookie.provider();
        purpose = cookie.purpose();
        lifetime = cookie.lifetime().text();
        renewed = cookie.renewed();
        readBy = cookie.readBy();
        descriptions = ContentJson.write(cookie.descriptions());
        source = cookie.source();
    }

    Cookie value() {
        return new Cookie(
                name,
                kind,
                party,
                provider,
                purpose,
                new Lifetime(lifetime),
                renewed,
                readBy,
                Words.read(descriptions),
                source);
    }
}
