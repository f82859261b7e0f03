package dev.assent.verify.report;

import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it must be.
 *
 * @param index the entry at which it shows; null where no single entry can be named
 * @param problem what is wrong, in one sentence without a full stop
 */
public record Finding(@Nullable Long index, String problem) {

    /** For people: the place, then the problem. */
    @Override
    public String toString() {
        return index == null ? problem : "entry " + index + ": " + problem;
    }
}
