package dev.assent.deploy.local;

import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;

class LogKeyTest {

    @Test
    void thePublicKeyIsThatOfRfc8032() {
        // Section 7.1, test 1.
        byte[] seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

        String key = LogKey.verifierKey("example.test/log", Base64.getEncoder().encodeToString(seed));

        String[] parts = key.split("\\+", 3);
        assertThat(parts[0]).isEqualTo("example.test/log");
        assertThat(parts[1]).matches("[0-9a-f]{8}");
        assertThat(HexFormat.of().formatHex(Base64.getDecoder().decode(parts[2])))
                .isEqualTo("01d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }
}
