package dev.assent.notifier.letter;

import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

/**
 * What the letters' templates use; public only for them.
 *
 * @param reference the request's name
 * @param site the site's name
 * @param controller who answers for the site
 * @param received the day on which the mail came, as the language writes a date
 * @param time the time of that day, in the site's zone
 * @param due the last day for the answer, as the language writes a date
 * @param policy the address of the privacy policy, if the site has published one
 * @param signature who signs
 */
@TemplateData
public record LetterWords(
        String reference,
        String site,
        String controller,
        String received,
        String time,
        String due,
        @Nullable String policy,
        String signature) {}
