package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;

/**
 * A site's published snapshot: all that the other services need to serve it while vendor-registry is away.
 *
 * @param eventId UUIDv7
 * @param site the site's id
 * @param recordedAt when this version was published, UTC, to the millisecond
 * @param version the published version, from 1, without gaps
 * @param hash SHA-256 of the version's frozen content, 64 hex digits
 * @param name the site's name as people know it
 * @param controller who answers for the processing (GDPR Art. 4(7))
 * @param origins the web origins whose pages may send choices, for example {@code https://www.example.test}
 * @param languages BCP 47 tags in which the site has texts; the first is its default
 * @param timeZone IANA zone in which the site's legal deadlines are counted
 * @param bannerNeeded whether any purpose needs consent; if not, no banner is shown (rule B14)
 * @param renewAfter how long a choice holds before it is asked again, for example {@code P6M} (rule B12)
 * @param notice what this version shows
 * @param documents document id ({@code cookie-policy}) to the public address of its newest version
 * @param accepted every version of the last 13 months, newest first, this one included: a choice under any is taken
 * @param intake how the site's choices are taken; null for snapshots before 0.2.0, and where nothing is set
 * @param evidence for how long the proof of a consent is kept after it ended, and why; null for snapshots before 0.2.0,
 *     and where the site asks for no consent: nothing is kept then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SitePublished(
        String eventId,
        String site,
        Instant recordedAt,
        int version,
        String hash,
        String name,
        Controller controller,
        List<String> origins,
        List<String> languages,
        String timeZone,
        boolean bannerNeeded,
        Period renewAfter,
        Notice notice,
        Map<String, String> documents,
        List<AcceptedVersion> accepted,
        @Nullable Intake intake,
        @Nullable Evidence evidence)
        implements SiteEvent {

    /** The type's name on the wire. */
    public static final String TYPE = "assent.site-published.v1";

    /** A snapshot that says nothing of how long evidence is kept. */
    public SitePublished(
            String eventId,
            String site,
            Instant recordedAt,
            int version,
            String hash,
            String name,
            Controller controller,
            List<String> origins,
            List<String> languages,
            String timeZone,
            boolean bannerNeeded,
            Period renewAfter,
            Notice notice,
            Map<String, String> documents,
            List<AcceptedVersion> accepted,
            @Nullable Intake intake) {
        this(
                eventId,
                site,
                recordedAt,
                version,
                hash,
                name,
                controller,
                origins,
                languages,
                timeZone,
                bannerNeeded,
                renewAfter,
                notice,
                documents,
                accepted,
                intake,
                null);
    }

    /** A snapshot that says nothing of how choices are taken. */
    public SitePublished(
            String eventId,
            String site,
            Instant recordedAt,
            int version,
            String hash,
            String name,
            Controller controller,
            List<String> origins,
            List<String> languages,
            String timeZone,
            boolean bannerNeeded,
            Period renewAfter,
            Notice notice,
            Map<String, String> documents,
            List<AcceptedVersion> accepted) {
        this(
                eventId,
                site,
                recordedAt,
                version,
                hash,
                name,
                controller,
                origins,
                languages,
                timeZone,
                bannerNeeded,
                renewAfter,
                notice,
                documents,
                accepted,
                null);
    }

    /**
     * Who answers for the processing.
     *
     * @param name the legal name
     * @param country ISO 3166-1 alpha-2
     * @param contact an address that visitors may write to, as shown to them
     * @param dpoAddress the e-mail address to which people send requests; null where the site has none
     * @param dpoName how letters are signed, per BCP 47 tag
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Controller(
            String name,
            String country,
            @Nullable String contact,
            @Nullable String dpoAddress,
            Map<String, String> dpoName) {}

    /**
     * What a version shows before the choice.
     *
     * @param purposes in the order in which they are shown
     * @param vendors who receives data, in the order in which they are shown
     * @param texts BCP 47 tag to the banner's texts by key ({@code title}, {@code intro}, {@code accept}, …)
     */
    public record Notice(List<Purpose> purposes, List<Vendor> vendors, Map<String, Map<String, String>> texts) {}

    /**
     * A purpose of processing.
     *
     * @param id lower-case letters, digits and hyphens
     * @param exempt whether it needs no consent (WP194)
     * @param names BCP 47 tag to name
     * @param descriptions BCP 47 tag to a plain description
     * @param form how a form of the site asks for it; null where the banner asks
     * @param deniedByGpc whether a Global Privacy Control signal denies it where the site honours the signal: sale,
     *     sharing and marketing (C06)
     * @param consentTypes the consent types of Google Consent Mode v2 that it stands for, such as {@code ad_storage}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Purpose(
            String id,
            boolean exempt,
            Map<String, String> names,
            Map<String, String> descriptions,
            @Nullable Form form,
            @Nullable Boolean deniedByGpc,
            @Nullable List<String> consentTypes) {

        /** A purpose that the banner asks for, and that no signal touches. */
        public Purpose(String id, boolean exempt, Map<String, String> names, Map<String, String> descriptions) {
            this(id, exempt, names, descriptions, null, null, null);
        }
    }

    /**
     * How a form asks for a purpose: by e-mail address, not by browser.
     *
     * @param doubleOptIn whether the choice is pending until the owner of the address confirms it
     */
    public record Form(boolean doubleOptIn) {}

    /**
     * A third party that receives data.
     *
     * @param id lower-case letters, digits and hyphens
     * @param name as it calls itself
     * @param country ISO 3166-1 alpha-2
     * @param purposes the purposes that it serves
     * @param policyUrl its own privacy policy, if known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Vendor(
            String id,
            String name,
            String country,
            List<String> purposes,
            @Nullable String policyUrl) {}

    /**
     * A version under which choices are taken.
     *
     * @param version the version
     * @param hash SHA-256 of its frozen content, 64 hex digits
     * @param publishedAt when it was published
     * @param purposes purpose id to whether it is exempt
     * @param vendors vendor ids
     * @param validity how long a choice under it holds
     * @param asking how that version asked; null where the banner asked for all of its purposes, and for nothing else
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AcceptedVersion(
            int version,
            String hash,
            Instant publishedAt,
            Map<String, Boolean> purposes,
            List<String> vendors,
            Period validity,
            @Nullable Asking asking) {

        /** A version whose banner asked for all of its purposes, and for nothing else. */
        public AcceptedVersion(
                int version,
                String hash,
                Instant publishedAt,
                Map<String, Boolean> purposes,
                List<String> vendors,
                Period validity) {
            this(version, hash, publishedAt, purposes, vendors, validity, null);
        }
    }

    /**
     * How a version asked, beyond the banner's question for each purpose.
     *
     * @param forms the purposes that forms ask for, to whether the choice is pending until it is confirmed
     * @param deniedByGpc the purposes that a Global Privacy Control signal denies
     * @param vendorChoices whether the person could answer for each vendor
     * @param linkPurpose see {@link Intake#linkPurpose()}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Asking(
            Map<String, Boolean> forms,
            List<String> deniedByGpc,
            boolean vendorChoices,
            @Nullable String linkPurpose) {}

    /**
     * How the site's choices are taken.
     *
     * @param jurisdictions whose rules the site follows: ISO 3166-1 alpha-2, {@code EU}, or ISO 3166-2; the first is for
     *     visitors from elsewhere
     * @param gpcHonoured whether a Global Privacy Control signal denies what it is about (C06)
     * @param consentMode how Google's tags are run; null where the site has none
     * @param vendorChoices whether the person may answer for each vendor
     * @param linkPurpose the purpose under which a browser may be linked to a signed-in person; null where that is off
     * @param webhooks where the site hears of confirmations and withdrawals
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Intake(
            List<String> jurisdictions,
            boolean gpcHonoured,
            @Nullable ConsentMode consentMode,
            boolean vendorChoices,
            @Nullable String linkPurpose,
            List<Webhook> webhooks) {}

    /**
     * For how long the proof that somebody consented is kept after the consent ended, even when the person asks for
     * erasure (GDPR Art. 17(3)(e), 5(1)(e)).
     *
     * @param period for example {@code P3Y}
     * @param reason which claims it is kept for, and why for that long
     */
    public record Evidence(Period period, String reason) {}

    /** The two forms of Google Consent Mode v2. */
    public enum ConsentMode {
        /** No tag is loaded before a grant. */
        @JsonProperty("basic")
        BASIC,
        /** Tags are loaded at once and send pings without cookies before a grant (B19 warns). */
        @JsonProperty("advanced")
        ADVANCED
    }

    /**
     * Where the site hears of its visitors' choices.
     *
     * @param url an https address of the site's back end
     * @param events what it hears of
     */
    public record Webhook(String url, List<WebhookEvent> events) {}

    /** What a webhook can be told. */
    public enum WebhookEvent {
        /** A pending choice was confirmed. */
        @JsonProperty("confirmed")
        CONFIRMED,
        /** A choice withdrew what had been granted. */
        @JsonProperty("withdrawn")
        WITHDRAWN
    }
}
