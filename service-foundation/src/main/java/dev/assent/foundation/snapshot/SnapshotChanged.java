package dev.assent.foundation.snapshot;

import dev.assent.events.SitePublished;

/**
 * A CDI event: a site's snapshot is new or newer. Fired on the reader's thread, before {@link Snapshots} answers with
 * it; observers are quick and throw nothing.
 *
 * @param snapshot the snapshot that now holds
 */
public record SnapshotChanged(SitePublished snapshot) {}
