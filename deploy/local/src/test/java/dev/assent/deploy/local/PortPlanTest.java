package dev.assent.deploy.local;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortPlanTest {

    @Test
    void portsAreTheUsualOnesUnlessMoved() throws UsageException {
        PortPlan ports = PortPlan.from(Map.of("ASSENT_PORT_KAFKA", "19093"));

        assertThat(ports.of(Port.KAFKA)).isEqualTo(19093);
        assertThat(ports.of(Port.API)).isEqualTo(8080);
        assertThat(ports.url(Port.DEMO)).isEqualTo("http://localhost:8090");
    }

    @Test
    void oneSettingMovesAllButThoseThatAreSetThemselves() throws UsageException {
        PortPlan ports = PortPlan.from(Map.of("ASSENT_PORT_OFFSET", "1000", "ASSENT_PORT_API", "7000"));

        assertThat(ports.of(Port.LEDGER)).isEqualTo(9081);
        assertThat(ports.of(Port.POSTGRES)).isEqualTo(16432);
        assertThat(ports.of(Port.API)).isEqualTo(7000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "0", "-1", "65536", "1.5"})
    void whatIsNoPortIsNamedWithItsSetting(String value) {
        assertThatThrownBy(() -> PortPlan.from(Map.of("ASSENT_PORT_KAFKA", value)))
                .isInstanceOf(UsageException.class)
                .hasMessage("ASSENT_PORT_KAFKA is " + value + ", which is no number from 1 to 65535");
    }

    @Test
    void twoOnOnePortAreNamed() {
        assertThatThrownBy(() -> PortPlan.from(Map.of("ASSENT_PORT_KAFKA", "8080")))
                .hasMessageContaining("ASSENT_PORT_API and ASSENT_PORT_KAFKA both say 8080");
    }

    @Test
    void aTakenPortIsNamedWithWhoNeedsItAndWhatMovesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortPlan ports = PortPlan.from(Map.of("ASSENT_PORT_KAFKA", Integer.toString(taken.getLocalPort())));

            assertThat(ports.firstTaken()).hasValueSatisfying(sentence -> assertThat(sentence)
                    .startsWith("Port " + taken.getLocalPort() + ", which Kafka needs, is taken by another program.")
                    .contains("ASSENT_PORT_KAFKA=" + (taken.getLocalPort() + 1) + " ./run")
                    .contains("ASSENT_PORT_OFFSET=1000 ./run"));
        }
    }

    @Test
    void theSuggestedPortIsNobodyElsesUsualOne() {
        assertThat(PortPlan.takenSentence(Port.API, 8080)).contains("ASSENT_PORT_API=8084 ./run");
        assertThat(PortPlan.takenSentence(Port.KAFKA, 19092)).contains("ASSENT_PORT_KAFKA=19093 ./run");
    }

    @Test
    void randomPortsDiffer() {
        PortPlan ports = PortPlan.random();

        assertThat(Arrays.stream(Port.values()).map(ports::of)).doesNotHaveDuplicates();
    }
}
