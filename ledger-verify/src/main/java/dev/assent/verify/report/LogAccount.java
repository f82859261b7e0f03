package dev.assent.verify.report;

import dev.assent.verify.merkle.Hash;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps account while one log is checked; used by one thread. */
public final class LogAccount {

    /** Enough to see a pattern; the rest is only counted. */
    private static final int KEPT = 20;

    private final String log;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private long found;
    private @Nullable String root;

    /** An account of the log with this name. */
    public LogAccount(String log) {
        this.log = log;
    }

    /** Something was checked. */
    public void count(String what, long more) {
        counts.merge(what, more, Long::sum);
    }

    /** Something is wrong at an entry. */
    public void wrong(long index, String problem) {
        keep(new Finding(index, problem));
    }

    /** Something is wrong that no single entry shows. */
    public void wrong(String problem) {
        keep(new Finding(null, problem));
    }

    /**
     * Something is wrong at or after an entry. If something was wrong before, this follows from it, and says nothing of
     * where it began.
     */
    public void wrongFrom(long index, String problem) {
        keep(new Finding(found == 0 ? index : null, problem));
    }

    private void keep(Finding finding) {
        found++;
        if (findings.size() < KEPT) {
            findings.add(finding);
        }
    }

    /** The root that follows from the entries. */
    public void root(Hash computed) {
        root = computed.toString();
    }

    /** The account of a check that ran to its end. */
    public LogResult close() {
        return result(null);
    }

    /** The account of a check that had to stop. */
    public LogResult stopped(String why) {
        return result(why);
    }

    private LogResult result(@Nullable String couldNotCheck) {
        return new LogResult(
                log,
                root,
                Collections.unmodifiableMap(new LinkedHashMap<>(counts)),
                List.copyOf(findings),
                found,
                couldNotCheck);
    }
}
