package dev.assent.registry.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The sample sites, as the files that they are imported from. */
final class SampleFiles {

    static final List<String> SITES = List.of("smartsupp", "smartwork", "smartwatt", "onesmartech");

    private SampleFiles() {}

    static String yaml(String site) {
        try (InputStream file = SampleFiles.class.getResourceAsStream("/sample-sites/" + site + ".yaml")) {
            if (file == null) {
                throw new IllegalStateException("there is no sample site " + site);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
