package dev.assent.registry.rule;

/**
 * Something that a publish rule found.
 *
 * @param rule the rule's stable id
 * @param severity what it does to publishing
 * @param where the place in the site's data, for example {@code cookies[_ga].lifetime}
 * @param message what is wrong, in plain words
 * @param mend how to mend it
 */
public record Finding(String rule, Severity severity, String where, String message, String mend) {}
