package dev.assent.verify.report;

/** The answer of a check, and the program's exit code. */
public enum Outcome {
    /** Everything is there and as it was written. */
    WHOLE(0, "whole"),
    /** Something was changed, or is missing. */
    TAMPERED(1, "tampered"),
    /** Nothing wrong was seen, and not everything was seen. */
    COULD_NOT_CHECK(2, "could-not-check");

    private final int exitCode;
    private final String word;

    Outcome(int exitCode, String word) {
        this.exitCode = exitCode;
        this.word = word;
    }

    /** The process's exit code. */
    public int exitCode() {
        return exitCode;
    }

    /** As JSON output names it. */
    public String word() {
        return word;
    }
}
