package dev.assent.deploy.local;

import dev.assent.deploy.parts.Secrets;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;

/** The platform's passwords and keys: made when they are first asked for, and kept in one file of mode 600. */
final class LocalSecrets {
    private final Path file;
    private final Properties secrets = new Properties();

    LocalSecrets(Path directory) {
        file = directory.resolve("secrets.properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                secrets.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A password. */
    String password(String name) {
        return get(name, Secrets.random());
    }

    /** A key of 32 bytes, in base64. */
    String key(String name) {
        return get(name, Base64.getEncoder().encodeToString(Secrets.bytes(32)));
    }

    private synchronized String get(String name, String otherwise) {
        String secret = secrets.getProperty(name);
        if (secret != null) {
            return secret;
        }
        secrets.setProperty(name, otherwise);
        try {
            StringWriter text = new StringWriter();
            secrets.store(text, "Secrets of this machine's Assent");
            Secrets.write(file, text.toString());
            return otherwise;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
