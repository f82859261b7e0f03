package dev.assent.deploy.local;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import static org.assertj.core.api.Assertions.assertThat;

class LocalSecretsTest {

    @Test
    void secretsStayAndOnlyTheirOwnerReadsThem(@TempDir Path directory) throws IOException {
        // Given
        String password = new LocalSecrets(directory).password("one");
        String key = new LocalSecrets(directory).key("two");

        // When
        LocalSecrets later = new LocalSecrets(directory);

        // Then
        assertThat(later.password("one")).isEqualTo(password).isNotEqualTo(later.password("three"));
        assertThat(later.key("two")).isEqualTo(key);
        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
        assertThat(Files.getPosixFilePermissions(directory.resolve("secrets.properties")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
