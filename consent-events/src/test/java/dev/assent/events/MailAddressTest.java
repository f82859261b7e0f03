package dev.assent.events;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "jana@example.test, jana@example.test",
        "'  Jana.Novak@Example.TEST ', jana.novak@example.test",
        "o'neil+news@example.test, o'neil+news@example.test",
        "jürgen@bücher.test, jürgen@xn--bcher-kva.test",
        "ju\u0308rgen@example.test, jürgen@example.test"
    })
    void anAddressIsComparedInOneForm(String typed, String normalised) {
        assertThat(MailAddress.of(typed)).contains(new MailAddress(normalised));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jana",
                "@example.test",
                "jana@",
                "jana@localhost",
                "jana@example",
                "jana@-example.test",
                "jana@example..test",
                ".jana@example.test",
                "ja..na@example.test",
                "ja na@example.test",
                "jana@example.test\r\nBcc: eve@example.test",
                "\"jana\"@example.test",
                "jana@eve@example.test",
                "<jana@example.test>",
                "jana@[192.0.2.1]"
            })
    void whatIsNoAddressIsRefused(String typed) {
        assertThat(MailAddress.of(typed)).isEmpty();
    }

    @Test
    void anAddressIsNotShown() {
        assertThat(new MailAddress("jana@example.test")).hasToString("MailAddress[…]");
    }

    @Test
    void nothingLongerThanAnEnvelopeTakesIsAnAddress() {
        assertThat(MailAddress.of("a".repeat(65) + "@example.test")).isEmpty();
        assertThat(MailAddress.of("a@" + "b".repeat(61).concat(".").repeat(4) + "example"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kim@reader.test, kim@reader.test",
        "kim+shop@reader.test, kim@reader.test",
        "kim+a+b@reader.test, kim@reader.test",
        "+kim@reader.test, +kim@reader.test"
    })
    void withoutItsTagAnAddressIsItsMailbox(String address, String mailbox) {
        assertThat(MailAddress.of(address).orElseThrow().withoutTag().value()).isEqualTo(mailbox);
    }
}
