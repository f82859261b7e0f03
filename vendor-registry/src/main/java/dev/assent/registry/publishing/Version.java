package dev.assent.registry.publishing;

import dev.assent.registry.site.SiteContent;

import java.time.Instant;

/**
 * A published version of a site; it never changes.
 *
 * @param site the site's id
 * @param number from 1, without gaps
 * @param hash SHA-256 of {@code canonical} in UTF-8, 64 hex digits
 * @param publishedAt UTC, to the millisecond
 * @param canonical the content as canonical JSON (RFC 8785)
 * @param content the same as values
 */
public record Version(
        String site, int number, String hash, Instant publishedAt, String canonical, SiteContent content) {}
