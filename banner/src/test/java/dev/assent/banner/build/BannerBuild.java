package dev.assent.banner.build;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Type-checks the TypeScript with Deno, bundles it with esbuild, and holds the result to its size. Both programs come
 * as jars with {@code esbuild-java}. Writes {@code target/classes/assent/banner} (what consent-api serves) and
 * {@code dist} (the npm package's files).
 */
public final class BannerBuild {

    /** What a page pays for the banner, compressed: the largest that a build may give. */
    private static final int BUDGET_BYTES = 12_000;

    private static final int FINGERPRINT_BYTES = 4;

    private static final String NOTICE = "--banner:js=/* Assent consent banner, Apache-2.0 */";

    private final Path sources;
    private final Path served;
    private final Path dist;
    private final Path work;
    private final String version;

    private BannerBuild(Path module, String release) throws IOException {
        sources = module.resolve("src/main/ts");
        served = module.resolve("target/classes/assent/banner");
        dist = module.resolve("dist");
        work = module.resolve("target/banner-build");
        version = release + "+" + fingerprint(sources);
    }

    /** Runs it for the module in the given directory and its version; anything wrong ends it with an exception. */
    public static void main(String[] args) throws IOException, InterruptedException {
        new BannerBuild(Path.of(args[0]), args[1]).build();
    }

    private void build() throws IOException, InterruptedException {
        if (isUpToDate()) {
            return;
        }
        Files.createDirectories(served);
        Files.createDirectories(dist);
        BuildTool deno = BuildTool.fromClasspath("deno", work);
        BuildTool esbuild = BuildTool.fromClasspath("esbuild", work);
        List<String> entries = List.of("assent", "assent-core");

        List<String> check = new ArrayList<>(List.of("check", "--quiet", "--no-remote", "--config", "deno.json"));
        entries.forEach(entry -> check.add(entry + ".ts"));
        deno.run(sources, check);

        for (String entry : entries) {
            Path output = dist.resolve(entry + ".js");
            esbuild.run(
                    sources,
                    List.of(
                            entry + ".ts",
                            "--bundle",
                            "--minify",
                            "--format=iife",
                            "--target=es2020",
                            "--charset=utf8",
                            "--legal-comments=none",
                            "--log-level=warning",
                            "--define:BANNER_VERSION=\"" + version + "\"",
                            NOTICE,
                            "--outfile=" + output));
            byte[] script = Files.readAllBytes(output);
            int compressed = compressedSize(script);
            if (compressed > BUDGET_BYTES) {
                throw new IllegalStateException(
                        "%s.js is %d bytes compressed, over its %d".formatted(entry, compressed, BUDGET_BYTES));
            }
            Files.write(served.resolve(entry + ".js"), script);
            System.out.printf("%s.js: %d bytes, %d compressed%n", entry, script.length, compressed);
        }
    }

    private boolean isUpToDate() throws IOException {
        Path last = served.resolve("assent-core.js");
        if (!Files.exists(last)
                || !Files.exists(dist.resolve("assent.js"))
                || !Files.readString(last).contains(version)) {
            return false;
        }
        FileTime built = Files.getLastModifiedTime(last);
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Tells two builds of one release apart by their sources, so that a record names exactly what was shown. */
    private static String fingerprint(Path sources) throws IOException {
        MessageDigest digest = sha256();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(sources.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static int compressedSize(byte[] script) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(script);
        }
        return bytes.size();
    }
}
