package dev.assent.api.confirmation;

import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What the template shows; public only for it. All texts are plain: the template escapes them.
 *
 * @param language BCP 47 tag
 * @param site the site's name; null where the link does not say whose it is
 * @param heading the heading, and the title
 * @param tone {@code plain}, {@code good} or {@code bad}
 * @param lead the first paragraph
 * @param purposes what would be confirmed, or is
 * @param notes further paragraphs
 * @param button what the button says; null for a page without one
 * @param linkText what the link to the receipt says
 * @param link the receipt's address; null for a page without one
 */
@TemplateData
public record Page(
        String language,
        @Nullable String site,
        String heading,
        String tone,
        String lead,
        List<Asked> purposes,
        List<String> notes,
        @Nullable String button,
        @Nullable String linkText,
        @Nullable String link) {

    /**
     * A purpose as the page shows it.
     *
     * @param name its name
     * @param description what it is, in plain words; may be empty
     */
    @TemplateData
    public record Asked(String name, String description) {}
}
