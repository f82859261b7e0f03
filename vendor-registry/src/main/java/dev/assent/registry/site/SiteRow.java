package dev.assent.registry.site;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;

/** A site's draft, without its purposes, vendors, cookies and agreements, which have rows of their own. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
@Table(name = "site")
class SiteRow {

    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};
    private static final TypeReference<List<Authority>> AUTHORITIES = new TypeReference<>() {};
    private static final TypeReference<List<Law>> LAWS = new TypeReference<>() {};
    private static final TypeReference<List<Holding>> HOLDINGS = new TypeReference<>() {};
    private static final TypeReference<List<Note>> NOTES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Map<String, String>>> TEXTS = new TypeReference<>() {};

    @Id
    private String id;

    private String name;
    private boolean sample;

    @Column(name = "based_on")
    private @Nullable LocalDate basedOn;

    @JdbcTypeCode(SqlTypes.JSON)
    private String languages;

    @Column(name = "time_zone")
    private String timeZone;

    @Column(name = "renew_after")
    private String renewAfter;

    @JdbcTypeCode(SqlTypes.JSON)
    private String origins;

    @JdbcTypeCode(SqlTypes.JSON)
    private String controller;

    @JdbcTypeCode(SqlTypes.JSON)
    private String intake;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String evidence;

    @JdbcTypeCode(SqlTypes.JSON)
    private String authorities;

    @JdbcTypeCode(SqlTypes.JSON)
    private String laws;

    @JdbcTypeCode(SqlTypes.JSON)
    private String holdings;

    @JdbcTypeCode(SqlTypes.JSON)
    private String notes;

    @JdbcTypeCode(SqlTypes.JSON)
    private String texts;

    @JdbcTypeCode(SqlTypes.JSON)
    private String assumed;

    @Version
    private int revision;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "changed_by")
    private String changedBy;

    @SuppressWarnings("NullAway.Init")
    protected SiteRow() {}

    /** Only {@link #id}; everything else comes by {@link #take}. */
    @SuppressWarnings("NullAway.Init")
    SiteRow(String id) {
        this.id = id;
    }

    void take(SiteContent content, Instant at, String actor) {
        name = content.name();
        sample = content.sample();
        basedOn = content.basedOn();
        languages = ContentJson.write(content.languages());
        timeZone = content.timeZone();
        renewAfter = content.renewAfter().toString();
        origins = ContentJson.write(content.origins());
        controller = ContentJson.write(content.controller());
        intake = ContentJson.write(content.intake());
        Evidence kept = content.evidence();
        evidence = kept == null ? null : ContentJson.write(kept);
        authorities = ContentJson.write(content.authorities());
        laws = ContentJson.write(content.laws());
        holdings = ContentJson.write(content.holdings());
        notes = ContentJson.write(content.notes());
        texts = ContentJson.write(content.texts());
        assumed = ContentJson.write(content.assumed());
        changedAt = at;
        changedBy = actor;
    }

    SiteContent content(
            List<Purpose> purposes, List<Vendor> vendors, List<Cookie> cookies, List<Agreement> agreements) {
        return new SiteContent(
                id,
                name,
                sample,
                basedOn,
                ContentJson.read(languages, WORDS),
                timeZone,
                Period.parse(renewAfter),
                ContentJson.read(origins, WORDS),
                ContentJson.read(controller, Controller.class),
                ContentJson.read(intake, Intake.class),
                evidence == null ? null : ContentJson.read(evidence, Evidence.class),
                ContentJson.read(authorities, AUTHORITIES),
                ContentJson.read(laws, LAWS),
                purposes,
                vendors,
                cookies,
                agreements,
                ContentJson.read(holdings, HOLDINGS),
                ContentJson.read(notes, NOTES),
                ContentJson.read(texts, TEXTS),
                ContentJson.read(assumed, WORDS));
    }

    int revision() {
        return revision;
    }
}
