package dev.assent.notifier.letter;

/**
 * A letter's words.
 *
 * @param subject one line
 * @param body plain text
 * @param signature whose name stands in From
 */
record LetterText(String subject, String body, String signature) {}
