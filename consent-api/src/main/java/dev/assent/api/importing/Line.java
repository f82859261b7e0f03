package dev.assent.api.importing;

/**
 * A line of an import, as it was read.
 *
 * @param number where it begins, from 1
 * @param content what it holds
 */
record Line(long number, Content content) {

    /** What a line holds. */
    sealed interface Content {}

    /** A choice. */
    record Choice(Row row) implements Content {}

    /** Something that cannot be taken. */
    record Unreadable(Refusal refusal) implements Content {}
}
