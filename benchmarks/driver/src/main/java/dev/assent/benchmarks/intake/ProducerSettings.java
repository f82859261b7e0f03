package dev.assent.benchmarks.intake;

import dev.assent.deploy.parts.PartFailedException;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How consent-api hands choices to Kafka, so that the raw send does the same.
 *
 * @param linger how long a choice waits for others
 * @param requestsInFlight how many requests are under way to a broker at once
 * @param batchBytes the most that a batch holds
 * @param memoryBytes the memory for choices that wait
 * @param compression Kafka's name of it, {@code none} where consent-api says nothing
 */
record ProducerSettings(Duration linger, int requestsInFlight, int batchBytes, long memoryBytes, String compression) {

    private static final String CONFIGURATION = "dev.assent.api.intake.IntakeConfig";
    private static final String DEFAULT = "io.smallrye.config.WithDefault";

    /**
     * The defaults of a built consent-api, from the annotations in its own jar.
     *
     * @param application its {@code quarkus-app} directory
     */
    static ProducerSettings of(Path application) {
        try (URLClassLoader loader = new URLClassLoader(jars(application), ClassLoader.getPlatformClassLoader())) {
            Class<?> configuration = loader.loadClass(CONFIGURATION);
            return new ProducerSettings(
                    duration(needed(configuration, "linger")),
                    Integer.parseInt(needed(configuration, "requestsInFlight")),
                    Integer.parseInt(needed(configuration, "batchBytes")),
                    Long.parseLong(needed(configuration, "memoryBytes")),
                    value(configuration, "compression").orElse("none"));
        } catch (IOException | ReflectiveOperationException e) {
            throw new PartFailedException("consent-api's " + CONFIGURATION + " cannot be read in " + application, e);
        }
    }

    /** Of Quarkus's short form, {@code 2ms} or {@code 1S}. */
    static Duration duration(String text) {
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse("PT" + text);
    }

    private static String needed(Class<?> configuration, String key) throws ReflectiveOperationException {
        return value(configuration, key)
                .orElseThrow(() -> new PartFailedException(configuration.getName() + " has no default for " + key));
    }

    private static Optional<String> value(Class<?> configuration, String key) throws ReflectiveOperationException {
        for (Method method : configuration.getMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                Class<?> type = annotation.annotationType();
                if (method.getName().equals(key) && type.getName().equals(DEFAULT)) {
                    return Optional.of((String) type.getMethod("value").invoke(annotation));
                }
            }
        }
        return Optional.empty();
    }

    private static URL[] jars(Path application) throws IOException {
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.walk(application)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                jars.add(url(jar));
            }
        }
        return jars.toArray(URL[]::new);
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
