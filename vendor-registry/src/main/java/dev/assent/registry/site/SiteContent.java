package dev.assent.registry.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that is stated about a site: the draft that staff change, and what a published version freezes. In a
 * published version {@code texts} holds every text of every language and {@code cookies} the platform's own storage, so
 * that its documents follow from it alone.
 *
 * @param site the site's id
 * @param name the site's name as people know it
 * @param sample whether this is demonstration data, which its documents must say
 * @param basedOn the day of the organisation's own text that the facts were taken from, if there is one
 * @param languages BCP 47 tags; the first is the default
 * @param timeZone IANA zone in which legal deadlines are counted
 * @param renewAfter how long a choice holds before it is asked again
 * @param origins the web origins of the site
 * @param controller who answers for the processing
 * @param intake how choices are taken
 * @param evidence for how long the proof of a consent is kept; null where nothing is said
 * @param authorities who supervises it
 * @param laws what it falls under
 * @param purposes in the order in which they are shown
 * @param vendors in the order in which they are shown
 * @param cookies in the order in which they are shown
 * @param agreements contracts with vendors
 * @param holdings where data is kept outside the browser
 * @param notes statements that only this site makes
 * @param texts BCP 47 tag to texts by key: in a draft only what the site words differently from the platform
 * @param assumed dotted names of single fields above that were assumed and not stated
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiteContent(
        String site,
        String name,
        boolean sample,
        @Nullable LocalDate basedOn,
        List<String> languages,
        String timeZone,
        Period renewAfter,
        List<String> origins,
        Controller controller,
        Intake intake,
        @Nullable Evidence evidence,
        List<Authority> authorities,
        List<Law> laws,
        List<Purpose> purposes,
        List<Vendor> vendors,
        List<Cookie> cookies,
        List<Agreement> agreements,
        List<Holding> holdings,
        List<Note> notes,
        Map<String, Map<String, String>> texts,
        List<String> assumed) {

    /** Contents frozen before 0.2.0 say nothing of how choices are taken. */
    public SiteContent {
        intake = Objects.requireNonNullElse(intake, Intake.UNSAID);
    }

    /** Whether a banner must ask for anything; if not, none is shown (rule B14). */
    public boolean bannerNeeded() {
        return purposes.stream().anyMatch(Purpose::askedByBanner);
    }

    /** The same site with other cookies and texts. */
    public SiteContent with(List<Cookie> otherCookies, Map<String, Map<String, String>> otherTexts) {
        return new SiteContent(
                site,
                name,
                sample,
                basedOn,
                languages,
                timeZone,
                renewAfter,
                origins,
                controller,
                intake,
                evidence,
                authorities,
                laws,
                purposes,
                vendors,
                otherCookies,
                agreements,
                holdings,
                notes,
                otherTexts,
                assumed);
    }
}
