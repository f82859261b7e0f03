package dev.assent.registry.publishing;

import dev.assent.registry.rule.Finding;
import dev.assent.registry.site.ContentJson;
import dev.assent.registry.site.SiteContent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import java.time.Instant;
import java.util.List;

/** A published version; the database refuses to change it. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
@Immutable
@Table(name = "version")
@IdClass(VersionId.class)
class VersionRow {

    @Id
    private String site;

    @Id
    private int number;

    private String content;
    private String hash;

    @Column(name = "published_at")
    private Instant publishedAt;

    @Column(name = "published_by")
    private String publishedBy;

    @JdbcTypeCode(SqlTypes.JSON)
    private String findings;

    @SuppressWarnings("NullAway.Init")
    protected VersionRow() {}

    VersionRow(Version version, String publishedBy, List<Finding> findings) {
        site = version.site();
        number = version.number();
        content = version.canonical();
        hash = version.hash();
        publishedAt = version.publishedAt();
        this.publishedBy = publishedBy;
        this.findings = ContentJson.write(findings);
    }

    Version value() {
        return new Version(site, number, hash, publishedAt, content, ContentJson.read(content, SiteContent.class));
    }
}
