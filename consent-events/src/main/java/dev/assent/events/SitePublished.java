package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonInclude;
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
        List<AcceptedVersion> accepted)
        implements Event {

    /** The type's name on the wire. */
    public static final String TYPE = "assent.site-published.v1";

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
     */
    public record Purpose(String id, boolean exempt, Map<String, String> names, Map<String, String> descriptions) {}

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
     */
    public record AcceptedVersion(
            int version,
            String hash,
            Instant publishedAt,
            Map<String, Boolean> purposes,
            List<String> vendors,
            Period validity) {}
}
