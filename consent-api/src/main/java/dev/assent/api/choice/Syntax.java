package dev.assent.api.choice;

/** The forms of short texts. Loops and no patterns: every choice passes here. */
final class Syntax {

    private static final int LONGEST_VERSION = 64;
    private static final int MOST_SUBTAGS = 4;
    private static final int LONGEST_SUBTAG = 8;

    private Syntax() {}

    /** A BCP 47 tag: a language of two or three letters and at most four subtags. */
    static boolean isLanguage(String text) {
        int at = 0;
        while (at < text.length() && isLetter(text.charAt(at))) {
            at++;
        }
        if (at < 2 || at > 3) {
            return false;
        }
        int subtags = 0;
        while (at < text.length()) {
            if (text.charAt(at) != '-' || ++subtags > MOST_SUBTAGS) {
                return false;
            }
            int from = ++at;
            while (at < text.length() && isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            if (at == from || at - from > LONGEST_SUBTAG) {
                return false;
            }
        }
        return true;
    }

    /** A version such as {@code 1.4.0+5f0c1c52}: it begins with a letter or digit, and has 64 characters at most. */
    static boolean isVersion(String text) {
        if (text.isEmpty() || text.length() > LONGEST_VERSION || !isLetterOrDigit(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '+' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
