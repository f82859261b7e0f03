package dev.assent.ledger.platform;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packaged service as a process of its own, which can be killed and frozen. */
public final class LedgerProcess {

    private final Path log;
    private final Process process;

    private LedgerProcess(Path log, Process process) {
        this.log = log;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param instance the name that it keeps over restarts
     * @param log where its output is appended
     * @param more further settings
     */
    public static LedgerProcess start(
            KafkaPart kafka, Database database, String instance, Path log, Map<String, String> more) {
        List<String> command = new ArrayList<>(AnsweringLedger.java());
        Map<String, String> settings = new TreeMap<>(LedgerParts.settings(kafka, database));
        settings.put("quarkus.http.port", "0");
        settings.put("quarkus.management.port", "0");
        settings.put("assent.ledger.ingest.instance-id", instance);
        settings.putAll(more);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-jar");
        command.add(Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
        try {
            return new LedgerProcess(
                    log,
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it runs, or would run if it were not frozen. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** How often its output so far holds a text. */
    public int says(String text) {
        try {
            return Files.readString(log).split(text, -1).length - 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill answered " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
