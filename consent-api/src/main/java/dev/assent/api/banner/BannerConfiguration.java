package dev.assent.api.banner;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assent.events.SitePublished;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * All that a banner needs to ask in one language, and where to send the answer.
 *
 * @param site the site's id
 * @param name the site's name
 * @param bannerNeeded whether anything needs consent; if not, no banner is shown
 * @param noticeVersion the version to state in the choice
 * @param noticeHash SHA-256 of that version's frozen content, in hex
 * @param language the language of the texts, BCP 47
 * @param languages all that the site offers; the first is its default
 * @param renewAfter how long a choice holds before it is asked again, ISO 8601
 * @param controller who asks
 * @param purposes in the order in which they are shown; what forms ask for is not among them
 * @param vendors in the order in which they are shown
 * @param vendorChoices whether a choice may answer for each vendor
 * @param gpc what a Global Privacy Control signal does here
 * @param consentMode how Google's tags hear of the choice; null where no purpose concerns them
 * @param texts the banner's texts by key
 * @param links document id to address, in the language
 * @param choicesUrl where choices are sent
 * @param consentUrl where the present state is asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BannerConfiguration(
        String site,
        String name,
        boolean bannerNeeded,
        int noticeVersion,
        String noticeHash,
        String language,
        List<String> languages,
        String renewAfter,
        Controller controller,
        List<Purpose> purposes,
        List<Vendor> vendors,
        boolean vendorChoices,
        Gpc gpc,
        @Nullable ConsentMode consentMode,
        Map<String, String> texts,
        Map<String, String> links,
        URI choicesUrl,
        URI consentUrl) {

    /** Who asks. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Controller(String name, @Nullable String contact) {}

    /** What is asked for. */
    record Purpose(String id, boolean exempt, String name, String description) {}

    /** Who receives data. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Vendor(
            String id,
            String name,
            String country,
            List<String> purposes,
            @Nullable String policyUrl) {}

    /**
     * What a Global Privacy Control signal does.
     *
     * @param honoured whether it denies anything
     * @param denies the purposes that it is about
     */
    record Gpc(boolean honoured, List<String> denies) {}

    /**
     * Google Consent Mode v2: what a page tells {@code gtag('consent', …)}.
     *
     * @param form {@code basic}: no tag is loaded before a grant; {@code advanced}: tags are loaded at once, denied
     * @param types consent type to the purposes that stand for it; it is granted when all of them are
     */
    record ConsentMode(SitePublished.ConsentMode form, Map<String, List<String>> types) {}
}
