package dev.assent.notifier.confirmation;

import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What the mails' templates use; public only for them.
 *
 * @param site the site's name
 * @param controller who asks
 * @param purposes what for, in the names that the site gives them
 * @param link where to confirm
 * @param expires until when, as the language writes a time
 * @param policy the address of the privacy policy, if the site has published one
 */
@TemplateData
public record ConfirmationWords(
        String site,
        String controller,
        List<String> purposes,
        String link,
        String expires,
        @Nullable String policy) {}
