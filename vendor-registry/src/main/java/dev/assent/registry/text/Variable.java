package dev.assent.registry.text;

/** What is filled into a text only when a document is written. */
public enum Variable {
    /** A date. */
    DATE("{date}"),
    /** A length of time. */
    PERIOD("{period}"),
    /** An e-mail address. */
    MAILBOX("{mailbox}"),
    /** A number. */
    NUMBER("{n}");

    private final String placeholder;

    Variable(String placeholder) {
        this.placeholder = placeholder;
    }

    /** How it is written in a text. */
    public String placeholder() {
        return placeholder;
    }

    /** The text with a value in its place. */
    public String fill(String text, String value) {
        return text.replace(placeholder, value);
    }
}
