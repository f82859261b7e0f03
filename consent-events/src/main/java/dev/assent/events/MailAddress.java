package dev.assent.events;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address as it is compared: without space around it, in NFC, in lower case, its domain in ASCII (RFC 5321,
 * RFC 5891). Providers' own rules (dots, plus signs) are not applied: they differ, and two people could become one.
 *
 * @param value the normalised address, 254 characters at most
 */
public record MailAddress(String value) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final Pattern LOCAL_PART = Pattern.compile("[^\\s@<>()\\[\\],:;\"\\\\\\p{Cntrl}]+");
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])");

    /** The address in a text that a person typed; empty if that is none. Quoted local parts are not taken. */
    public static Optional<MailAddress> of(String typed) {
        String text = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
        int at = text.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL_PART || text.length() > LONGEST) {
            return Optional.empty();
        }
        String local = text.substring(0, at).toLowerCase(Locale.ROOT);
        String domain;
        try {
            domain = IDN.toASCII(text.substring(at + 1)).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean whole = LOCAL_PART.matcher(local).matches()
                && !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..")
                && DOMAIN.matcher(domain).matches()
                && local.length() + 1 + domain.length() <= LONGEST;
        return whole ? Optional.of(new MailAddress(local + '@' + domain)) : Optional.empty();
    }

    /**
     * The mailbox that the address leads to where its server reads {@code +} as a separator (RFC 5233, section 2). Some do
     * not, so this may name another person, and is for counting mails alone.
     */
    public MailAddress withoutTag() {
        int plus = value.indexOf('+');
        int at = value.lastIndexOf('@');
        return plus < 1 || plus > at ? this : new MailAddress(value.substring(0, plus) + value.substring(at));
    }

    /** Shows nothing: an address is personal data. */
    @Override
    public String toString() {
        return "MailAddress[…]";
    }
}
