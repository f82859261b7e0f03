package dev.assent.api.client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AgentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0 | firefox",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) FxiOS/133.0 Mobile Safari/605.1.15 | firefox",
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 | chrome",
                "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 CriOS/142.0 Mobile/15E148 Safari/604.1 | chrome",
                "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15 | safari",
                "Mozilla/5.0 (Windows NT 10.0) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0 | edge",
                "Mozilla/5.0 (Windows NT 10.0) Chrome/142.0.0.0 Safari/537.36 OPR/124.0.0.0 | opera",
                "Mozilla/5.0 (Linux; Android 15) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36 | samsung",
                "Java-http-client/25 | other",
                "'' | other"
            })
    void theFamilyIsReadAndNoMore(String header, String family) {
        assertThat(Agent.of(header).family()).isEqualTo(family);
        assertThat(Agent.isRobot(header)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 AppleWebKit/537.36 (compatible; Googlebot/2.1) Chrome/142.0 Safari/537.36",
                "Mozilla/5.0 (compatible; bingbot/2.0)",
                "GPTBot/1.2",
                "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/142.0.0.0 Safari/537.36",
                "facebookexternalhit/1.1",
                "Mozilla/5.0 (compatible; YandexBot/3.0) on CUBOT"
            })
    void aDeclaredRobotIsNoBrowser(String header) {
        assertThat(Agent.isRobot(header)).isTrue();
        assertThat(Agent.of(header)).isEqualTo(Agent.OTHER);
    }

    @Test
    void aTelephoneThatIsCalledSoIsNoRobot() {
        String header = "Mozilla/5.0 (Linux; Android 14; CUBOT X90) Chrome/142.0 Mobile Safari/537.36";

        assertThat(Agent.isRobot(header)).isFalse();
        assertThat(Agent.of(header)).isEqualTo(Agent.CHROME);
    }
}
