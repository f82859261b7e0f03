package dev.assent.registry.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A site's cookie policy in one language, as a person reads it; the same facts as HTML and as JSON.
 *
 * @param site the site's id
 * @param language BCP 47 tag
 * @param languages the languages in which the policy can be had
 * @param version the version that it follows from
 * @param hash that version's SHA-256
 * @param publishedAt when that version was published
 * @param updated the same as a date in words
 * @param title its title
 * @param about what it says
 * @param demonstration what a reader has to know of a demonstration; empty for a real site
 * @param controller who is responsible, as labels and values
 * @param contacts how to reach them
 * @param authorities to whom one may complain
 * @param laws the laws that apply
 * @param purposes what for
 * @param bannerNeeded whether any purpose needs consent
 * @param changes how to change one's mind
 * @param cookies what is kept on the device
 * @param vendors who receives data
 * @param holdings data outside the browser
 * @param rights the reader's rights
 * @param notes the site's own statements by section
 * @param siteUrl where the site is
 * @param labels every text of the language by key, for headings
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CookiePolicy(
        String site,
        String language,
        List<String> languages,
        int version,
        String hash,
        Instant publishedAt,
        String updated,
        String title,
        String about,
        List<String> demonstration,
        List<Fact> controller,
        List<Contact> contacts,
        List<AuthorityView> authorities,
        List<Statement> laws,
        List<PurposeView> purposes,
        boolean bannerNeeded,
        String changes,
        List<CookieView> cookies,
        List<VendorView> vendors,
        List<HoldingView> holdings,
        String rights,
        Map<String, List<Statement>> notes,
        String siteUrl,
        @JsonIgnore Map<String, String> labels) {

    /** A label and its value. */
    record Fact(String label, String value) {}

    /** A statement, and whether the demonstration assumed it. */
    record Statement(String text, boolean assumed) {}

    /**
     * A way to reach the controller.
     *
     * @param text what is shown
     * @param href where it leads; null for what is no link
     * @param dpo whether it is for requests about one's data
     * @param assumed whether the demonstration assumed it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Contact(String text, @Nullable String href, boolean dpo, boolean assumed) {}

    /** A supervisory authority. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AuthorityView(
            String name,
            String country,
            String url,
            @Nullable String task,
            boolean assumed) {}

    /** A purpose. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PurposeView(
            String id,
            String name,
            String description,
            @Nullable String example,
            boolean exempt,
            String consent,
            String basis,
            boolean assumed) {}

    /** A place outside the browser where data is kept, and for how long. */
    record HoldingView(String id, String name, String description, List<Statement> retentions, boolean assumed) {}

    /** The label of a key, for the page. */
    public String label(String key) {
        return labels.getOrDefault(key, "");
    }

    /** The site's own statements in a section, for the page. */
    public List<Statement> notesIn(String section) {
        return notes.getOrDefault(section, List.of());
    }
}
