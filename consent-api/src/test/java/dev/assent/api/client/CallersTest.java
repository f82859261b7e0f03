package dev.assent.api.client;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallersTest {

    private static final String PROXY = "10.1.2.3";
    private static final Callers BEHIND_PROXIES = callers("10.0.0.0/8", "2001:db8:ffff::/48");

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.254",
        "2001:db8:1:2::3, 2001:db8:1:ffff:a:b:c:d",
        "::ffff:192.0.2.1, 192.0.2.9",
        "[2001:db8:1::1]:4711, 2001:db8:1::2"
    })
    void addressesOfOneNetworkCannotBeToldApart(String one, String other) {
        assertThat(network(one)).isEqualTo(network(other)).isNotEqualTo(Network.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.3.1", "2001:db8:1::1, 2001:db8:2::1", "0.0.0.1, ::1"})
    void addressesOfTwoNetworksAreKeptApart(String one, String other) {
        assertThat(network(one)).isNotEqualTo(network(other));
    }

    @Test
    void anAddressStandsInNoText() {
        Caller caller = BEHIND_PROXIES.caller(
                PROXY, headers().add("X-Forwarded-For", "203.0.113.77").add("User-Agent", "Secret/7"));

        assertThat(caller.toString()).doesNotContain("203.0.113").doesNotContain("Secret");
    }

    @Test
    void whatAProxySaysIsBelieved() {
        Caller caller = BEHIND_PROXIES.caller(
                PROXY, headers().add("X-Forwarded-For", "203.0.113.7").add("CF-IPCountry", "FR"));

        assertThat(caller.network()).isEqualTo(network("203.0.113.9"));
        assertThat(caller.country()).isEqualTo("FR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "11.0.0.1", "2001:db8:fffe::1", "::1"})
    void whatAStrangerSaysIsNot(String peer) {
        Caller caller = BEHIND_PROXIES.caller(
                peer, headers().add("X-Forwarded-For", "203.0.113.7").add("CF-IPCountry", "FR"));

        assertThat(caller.network()).isEqualTo(network(peer));
        assertThat(caller.country()).isNull();
    }

    @Test
    void withoutATrustedProxyNobodyIsBelieved() {
        Caller caller = callers()
                .caller(PROXY, headers().add("X-Forwarded-For", "203.0.113.7").add("CF-IPCountry", "FR"));

        assertThat(caller.network()).isEqualTo(network(PROXY));
        assertThat(caller.country()).isNull();
    }

    /** A caller may send the header too; proxies append to it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1, 203.0.113.7",
                "10.9.9.9, 203.0.113.7",
                "198.51.100.1, 203.0.113.7, 10.4.4.4",
                "198.51.100.1,203.0.113.7:5555 , 2001:db8:ffff::1",
                "nonsense, 203.0.113.7"
            })
    void theLastAddressThatIsNoProxysCounts(String header) {
        assertThat(BEHIND_PROXIES
                        .caller(PROXY, headers().add("X-Forwarded-For", header))
                        .network())
                .isEqualTo(network("203.0.113.7"));
    }

    @Test
    void severalHeadersAreOne() {
        MultiMap headers =
                headers().add("X-Forwarded-For", "198.51.100.1, 203.0.113.7").add("X-Forwarded-For", "10.4.4.4");

        assertThat(BEHIND_PROXIES.caller(PROXY, headers).network()).isEqualTo(network("203.0.113.7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "203.0.113.7, _hidden", "203.0.113.7, ", "203.0.113.300"})
    void whatIsNoAddressEndsAtTheProxy(String header) {
        assertThat(BEHIND_PROXIES
                        .caller(PROXY, headers().add("X-Forwarded-For", header))
                        .network())
                .isEqualTo(network(PROXY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "XX", "T1", "FRA", "", "F R", "EU"})
    void aCountryThatIsNoneIsNone(String country) {
        assertThat(BEHIND_PROXIES
                        .caller(PROXY, headers().add("CF-IPCountry", country))
                        .country())
                .isNull();
    }

    @Test
    void aGlobalPrivacyControlSignalIsExactlyOne() {
        assertThat(callers().caller(null, headers().add("Sec-GPC", "1")).gpc()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {" 1", "1 ", "true", "1, 1", "0", "", "\"1\"", "?1", "１"})
    void anythingElseIsNoSignal(String value) {
        assertThat(callers().caller(null, headers().add("Sec-GPC", value)).gpc())
                .isFalse();
    }

    @Test
    void oneExactSignalAmongSeveralFieldsIsEnough() {
        assertThat(callers()
                        .caller(null, headers().add("Sec-GPC", "0").add("Sec-GPC", "1"))
                        .gpc())
                .isTrue();
        assertThat(callers()
                        .caller(null, headers().add("Sec-GPC", "0").add("Sec-GPC", "true"))
                        .gpc())
                .isFalse();
    }

    @Test
    void whoNamesNothingIsNobody() {
        Caller caller = callers().caller(null, headers());

        assertThat(caller.network()).isEqualTo(Network.UNKNOWN);
        assertThat(caller.agent()).isNull();
        assertThat(caller.automated()).isFalse();
        assertThat(caller.gpc()).isFalse();
    }

    @Test
    void aDeclaredRobotIsAutomated() {
        MultiMap robot = headers().add("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1)");

        Caller caller = callers().caller(null, robot);

        assertThat(caller.automated()).isTrue();
        assertThat(caller.agent()).isEqualTo(Agent.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "proxy.test", "", "2001:db8::/129"})
    void aRangeThatIsNoneIsRefusedAtTheStart(String range) {
        assertThatThrownBy(() -> callers(range)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Network network(String address) {
        return callers().caller(address, headers()).network();
    }

    private static MultiMap headers() {
        return HttpHeaders.headers();
    }

    private static Callers callers(String... trusted) {
        return new Callers(new ProxyConfig() {
            @Override
            public Optional<List<String>> trusted() {
                return Optional.of(List.of(trusted));
            }

            @Override
            public String addressHeader() {
                return "X-Forwarded-For";
            }

            @Override
            public Optional<String> countryHeader() {
                return Optional.of("CF-IPCountry");
            }
        });
    }
}
