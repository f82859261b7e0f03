package dev.assent.registry.site;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Who answers for the processing (GDPR Art. 4(7)).
 *
 * @param name the legal name
 * @param country ISO 3166-1 alpha-2
 * @param registration the register's number, if the organisation gives one
 * @param contacts the ways to reach it, the preferred one first
 * @param dpo where requests about personal data go; null where the organisation names no one
 */
public record Controller(
        String name,
        String country,
        @Nullable Registration registration,
        List<Contact> contacts,
        @Nullable Dpo dpo) {

    /**
     * A number in a public register.
     *
     * @param kind which register
     * @param number as the organisation writes it
     */
    public record Registration(RegistrationKind kind, String number) {}

    /**
     * A way to reach the controller.
     *
     * @param kind what it is
     * @param value the address or number; null for a form that is simply on the site
     * @param source who says so
     */
    public record Contact(ContactKind kind, @Nullable String value, Source source) {}

    /**
     * The data protection officer's door.
     *
     * @param address the address that visitors are shown
     * @param mailbox the address of the mailbox that the platform reads and writes from, where it is another one (a
     *     demonstration must not write to a real one); null if it is {@code address}
     * @param names how letters are signed, per BCP 47 tag
     * @param source who says so
     */
    public record Dpo(String address, @Nullable String mailbox, Map<String, String> names, Source source) {

        /** The address to which requests are sent and from which they are answered. */
        public String requestsAddress() {
            return mailbox == null ? address : mailbox;
        }
    }
}
