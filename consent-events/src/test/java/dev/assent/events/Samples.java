package dev.assent.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The events of every version so far, as files. A file that was once released is never changed. */
final class Samples {

    private Samples() {}

    static List<Path> all() {
        try (Stream<Path> files =
                Files.list(Path.of(Samples.class.getResource("/samples").toURI()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String name) {
        try (var in = Samples.class.getResourceAsStream("/samples/" + name + ".json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Event event(String name) {
        try {
            return EventCodec.read(bytes(name));
        } catch (MalformedEventException e) {
            throw new AssertionError(e);
        }
    }

    static ChoiceRecorded choice() {
        return (ChoiceRecorded) event(ChoiceRecorded.TYPE);
    }
}
