package dev.assent.benchmarks.process;

import java.time.Duration;

/** What Linux tells of a process in {@code /proc}. */
final class ProcFile {

    /** {@code USER_HZ}: ticks a second in what the kernel shows, whatever it uses itself. */
    private static final long TICKS = 100;

    private static final int USER_TIME = 14;
    private static final int SYSTEM_TIME = 15;

    private ProcFile() {}

    /** The processor time in a {@code stat} file, in the program and in the kernel together. */
    static Duration processorTime(String stat) {
        // The second field is the program's name in brackets, which may hold spaces and brackets.
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(afterName[USER_TIME - 3]) + Long.parseLong(afterName[SYSTEM_TIME - 3]);
        return Duration.ofMillis(ticks * 1000 / TICKS);
    }

    /** The resident memory in a {@code status} file, in bytes. */
    static long residentBytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no VmRSS: the process has ended"));
    }
}
