package dev.assent.events;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.Base64;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** What is looked at character by character is what these expressions say. */
class EventFieldsTest {

    @Property
    void slugs(@ForAll("texts") String text) {
        assertThat(EventFields.isSlug(text)).isEqualTo(text.matches("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"));
    }

    @Property
    void names(@ForAll("texts") String text) {
        assertThat(EventFields.isName(text)).isEqualTo(text.matches("[A-Za-z0-9._:+-]{1,128}"));
    }

    @Property
    void hashes(@ForAll("texts") String text) {
        assertThat(EventFields.isHash(text)).isEqualTo(text.matches("[0-9a-f]{64}"));
    }

    @Property
    void uuids(@ForAll("texts") String text) {
        assertThat(EventFields.isUuid(text)).isEqualTo(isUuid(text));
    }

    @Property
    void values(@ForAll("texts") String text) {
        assertThat(EventFields.is32Bytes(text)).isEqualTo(is32Bytes(text));
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean is32Bytes(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == 32
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Texts of each kind, whole or with one character changed, and texts of about the right lengths. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> bytes = Arbitraries.bytes()
                .array(byte[].class)
                .ofSize(32)
                .map(value -> Base64.getUrlEncoder().withoutPadding().encodeToString(value));
        Arbitrary<String> uuids = Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                .as((most, least) -> new UUID(most, least).toString());
        Arbitrary<String> hashes =
                Arbitraries.strings().withChars("0123456789abcdef").ofLength(64);
        Arbitrary<String> slugs =
                Arbitraries.strings().withChars("abcxyz0189-").ofMinLength(0).ofMaxLength(65);
        Arbitrary<String> names =
                Arbitraries.strings().withChars("azAZ09._:+-").ofMinLength(0).ofMaxLength(130);
        Arbitrary<String> whole = Arbitraries.oneOf(bytes, uuids, hashes, slugs, names);
        Arbitrary<Character> other = Arbitraries.chars().with("azAZ09fgFG-_.:+/= éà٣\n");
        return Combinators.combine(whole, Arbitraries.integers().between(0, 140), other)
                .as((text, at, c) -> at < text.length() ? text.substring(0, at) + c + text.substring(at + 1) : text);
    }
}
