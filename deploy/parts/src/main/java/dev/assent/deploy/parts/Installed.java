package dev.assent.deploy.parts;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Programs unpacked once per user, in {@code $XDG_CACHE_HOME/assent} ({@code ~/.cache/assent}), and the places that the
 * build found for them.
 */
final class Installed {
    private static final Object ONE_AT_A_TIME = new Object();

    private Installed() {}

    /** What puts a program's files into an empty directory. */
    interface Unpacking {
        void into(Path directory) throws IOException;
    }

    /**
     * The directory of a program, unpacked now if no earlier run has finished doing so.
     *
     * @param name name and version, one directory
     */
    static Path program(String name, Unpacking unpacking) {
        Path cache = cache();
        Path directory = cache.resolve(name);
        synchronized (ONE_AT_A_TIME) {
            try {
                Files.createDirectories(cache);
                try (FileChannel lock = FileChannel.open(
                                cache.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var held = lock.lock()) {
                    if (held.isValid() && !Files.isDirectory(directory)) {
                        Path partial = cache.resolve(name + ".partial");
                        remove(partial);
                        Files.createDirectories(partial);
                        unpacking.into(partial);
                        Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
                    }
                }
                return directory;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot unpack " + name + " into " + cache, e);
            }
        }
    }

    /** A value of {@code parts.properties}, or of the system property {@code assent.NAME}. */
    static String place(String name) {
        String given = System.getProperty("assent." + name);
        if (given != null) {
            return given;
        }
        Properties places = new Properties();
        try (InputStream in = Installed.class.getResourceAsStream("parts.properties")) {
            places.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String place = places.getProperty(name);
        if (place == null || place.contains("${")) {
            throw new PartFailedException("The build has not set " + name + " in parts.properties");
        }
        return place;
    }

    /**
     * Unpacks a tar stream with its modes and symbolic links.
     *
     * @param strip how many leading directories of each name to leave out
     */
    static void untar(InputStream stream, int strip, Path target) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(stream);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path name = Path.of(entry.getName()).normalize();
            if (name.getNameCount() <= strip) {
                continue;
            }
            Path file = target.resolve(name.subpath(strip, name.getNameCount())).normalize();
            if (!file.startsWith(target)) {
                throw new IOException("The archive leaves its directory: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(file);
                continue;
            }
            Files.createDirectories(file.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else {
                Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
                if ((entry.getMode() & 0100) != 0) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    /** Removes a directory with all that is in it; nothing if there is none. */
    static void remove(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path temporaryDirectory(String name) {
        try {
            return Files.createTempDirectory("assent-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path cache() {
        String given = System.getenv("XDG_CACHE_HOME");
        return (given == null || given.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given))
                .resolve("assent");
    }
}
