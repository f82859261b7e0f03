package dev.assent.benchmarks.load;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RequestsTest {

    private static final URI ADDRESS = URI.create("http://127.0.0.1:1/bare");

    @Test
    void theMarkIsAsLongAsASecret() {
        assertThat(Requests.SECRET).hasSize(32);
    }

    @Test
    void aBodyWithoutAPlaceForTheSecretWouldMakeOneSubject() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Requests(ADDRESS, Map.of(), "{}"));
    }

    @Test
    void secretsOfTwoLoadsBeginDifferently() {
        Random random = new Random(1);

        assertThat(Requests.secretsBegin(random)).matches("[0-9a-f]{16}").isNotEqualTo(Requests.secretsBegin(random));
    }
}
