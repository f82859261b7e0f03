package dev.assent.notifier.webhook;

import dev.assent.notifier.webhook.Destination.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DestinationTest {

    @ParameterizedTest
    @CsvSource({
        "http://93.184.215.14/hook, not-https",
        "ftp://93.184.215.14/hook, malformed-address",
        "https://user:word@93.184.215.14/hook, malformed-address",
        "https:///hook, malformed-address",
        "https://127.0.0.1/hook, private-address",
        "https://[::1]/hook, private-address",
        "https://10.1.2.3/hook, private-address",
        "https://172.16.0.1/hook, private-address",
        "https://192.168.1.1/hook, private-address",
        "https://169.254.169.254/latest, private-address",
        "https://100.64.0.1/hook, private-address",
        "https://0.0.0.0/hook, private-address",
        "https://224.0.0.1/hook, private-address",
        "https://255.255.255.255/hook, private-address",
        "https://[fd00::1]/hook, private-address",
        "https://[fe80::1]/hook, private-address",
        "https://[::ffff:10.0.0.1]/hook, private-address",
        "https://[64:ff9b::a00:1]/hook, private-address",
        "https://[::7f00:1]/hook, private-address",
        "https://localhost/hook, private-address",
        "https://no-such-host.invalid/hook, unknown-host"
    })
    void whereNoMessageMayGo(String url, String reason) {
        assertThatThrownBy(() -> Destination.of(url, false, List.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessage(reason);
    }

    @Test
    void aPublicAddressByTlsIsTaken() throws Exception {
        Destination to = Destination.of("https://93.184.215.14:8443/hook?a=b", false, List.of());

        assertThat(to.address().getPort()).isEqualTo(8443);
        assertThat(to.host()).isEqualTo("93.184.215.14");
        assertThat(to.tls()).isTrue();
        assertThat(to.path()).isEqualTo("/hook?a=b");
    }

    @Test
    void thisMachineIsTakenWithoutTlsOnlyWhereThatIsAllowed() throws Exception {
        Destination to = Destination.of("http://127.0.0.1:8090/hooks/shop", true, List.of());

        assertThat(to.tls()).isFalse();
        assertThatThrownBy(() -> Destination.of("http://127.0.0.1:8090/hooks/shop", false, List.of()))
                .hasMessage("not-https");
        assertThatThrownBy(() -> Destination.of("http://10.0.0.1/hook", true, List.of()))
                .hasMessage("not-https");
    }

    @Test
    void anAllowedNetworkIsTakenAndItsNeighbourIsNot() throws Exception {
        List<Range> allowed = List.of(Range.parse("10.1.0.0/16"));

        assertThat(Destination.of("https://10.1.255.1/hook", false, allowed).tls())
                .isTrue();
        assertThatThrownBy(() -> Destination.of("https://10.2.0.1/hook", false, allowed))
                .hasMessage("private-address");
    }

    @Test
    void rangesAreReadStrictly() throws Exception {
        assertThat(Range.parse("2001:db8::/33").contains(InetAddress.getByName("2001:db8:7fff::1")))
                .isTrue();
        assertThat(Range.parse("2001:db8::/33").contains(InetAddress.getByName("2001:db8:8000::1")))
                .isFalse();
        for (String wrong : List.of("example.test", "10.0.0.0/33", "10.0.0.0/x", "")) {
            assertThatThrownBy(() -> Range.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
