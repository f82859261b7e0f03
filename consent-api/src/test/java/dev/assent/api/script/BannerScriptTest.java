package dev.assent.api.script;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BannerScriptTest {

    @Test
    void scriptsOfEarlierReleasesAreServedUnderTheVersionOfTheirBytes(@TempDir Path directory) throws IOException {
        byte[] bytes = "(() => {})();".getBytes(StandardCharsets.UTF_8);
        Files.write(directory.resolve("assent-0.1.0.js"), bytes);
        Files.writeString(directory.resolve("notes.txt"), "not a script");

        BannerScript scripts = new BannerScript(Optional.of(directory));

        VersionedScript earlier = new VersionedScript(bytes);
        assertThat(scripts.version(earlier.version()))
                .hasValueSatisfying(script -> assertThat(script.bytes()).isEqualTo(bytes));
        assertThat(scripts.version("0000000000000000")).isEmpty();
    }

    @Test
    void aDirectoryThatIsNotThereIsSaidAtTheStart(@TempDir Path directory) {
        assertThatThrownBy(() -> new BannerScript(Optional.of(directory.resolve("gone"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("assent.banner.earlier");
    }
}
