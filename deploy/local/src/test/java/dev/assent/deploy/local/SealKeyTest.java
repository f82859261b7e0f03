package dev.assent.deploy.local;

import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;

class SealKeyTest {

    @Test
    void thePublicKeyIsTheOneOfTheRfc() {
        // RFC 9180, A.1.1: skRm and pkRm.
        String privateKey = base64("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8");

        assertThat(SealKey.publicKey(privateKey))
                .isEqualTo(base64("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"));
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
