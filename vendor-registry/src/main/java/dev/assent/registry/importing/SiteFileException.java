package dev.assent.registry.importing;

import java.util.List;
import java.util.stream.Collectors;

/** A site's file cannot be taken; says everything that is wrong with it, not only the first thing. */
public final class SiteFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * One thing that is wrong.
     *
     * @param path where, for example {@code purposes[2].name}; empty for the file as a whole
     * @param line the line, from 1
     * @param column the column, from 1
     * @param message what is wrong, and what is expected instead
     */
    public record Fault(String path, int line, int column, String message) {
        @Override
        public String toString() {
            return "line " + line + (path.isEmpty() ? "" : ", " + path) + ": " + message;
        }
    }

    private final transient List<Fault> faults;

    SiteFileException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** What is wrong, in the order of the file's reading. */
    public List<Fault> faults() {
        return faults;
    }
}
