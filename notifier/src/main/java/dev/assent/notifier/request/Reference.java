package dev.assent.notifier.request;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a request that people read out and type: {@code R-7K3M-9QX2}, without letters that look alike. */
final class Reference {

    private static final String DIGITS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern IN_TEXT =
            Pattern.compile("(?i)\\bR-([2-9A-HJKMNP-TV-Z]{4})-([2-9A-HJKMNP-TV-Z]{4})\\b");

    private Reference() {}

    /** A new reference; 39 bits, so the database's unique constraint hardly ever speaks. */
    static String next(RandomGenerator random) {
        StringBuilder reference = new StringBuilder("R-");
        for (int i = 0; i < 8; i++) {
            reference.append(i == 4 ? "-" : "").append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return reference.toString();
    }

    /** The first reference that a subject line carries. */
    static Optional<String> in(String subject) {
        Matcher matcher = IN_TEXT.matcher(subject);
        return matcher.find()
                ? Optional.of(("R-" + matcher.group(1) + "-" + matcher.group(2)).toUpperCase(Locale.ROOT))
                : Optional.empty();
    }
}
