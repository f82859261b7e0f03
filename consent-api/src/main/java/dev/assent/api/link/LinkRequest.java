package dev.assent.api.link;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a site's back end says of a browser.
 *
 * @param subjectSecret the browser's secret; it goes no further than {@link dev.assent.events.Subject}
 * @param person the site's own id of the person who is signed in; it goes no further either
 * @param linked whether the link begins or ends
 */
@Schema(name = "Link", additionalProperties = Schema.False.class)
record LinkRequest(
        @Schema(required = true, pattern = "^[A-Za-z0-9_-]{22,128}$") @Nullable
        String subjectSecret,

        @Schema(required = true, maxLength = 200) @Nullable String person,
        @Schema(required = true) @Nullable Boolean linked) {

    /** Shows nothing: the request holds the secret. */
    @Override
    public String toString() {
        return "LinkRequest[…]";
    }
}
