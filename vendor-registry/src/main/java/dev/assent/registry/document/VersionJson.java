package dev.assent.registry.document;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.assent.registry.publishing.Version;

import java.time.Instant;

/**
 * A version as everyone may read it.
 *
 * @param site the site's id
 * @param version its number
 * @param hash SHA-256 of {@code content}, byte for byte
 * @param publishedAt when it was published
 * @param bannerNeeded whether a banner is shown
 * @param content the frozen content, as it was hashed
 */
record VersionJson(
        String site,
        int version,
        String hash,
        Instant publishedAt,
        boolean bannerNeeded,
        @JsonRawValue String content) {

    static VersionJson of(Version version) {
        return new VersionJson(
                version.site(),
                version.number(),
                version.hash(),
                version.publishedAt(),
                version.content().bannerNeeded(),
                version.canonical());
    }
}
