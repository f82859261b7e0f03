package dev.assent.verify.report;

import dev.assent.verify.merkle.Hash;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps account while one log is checked, by several threads at once. */
public final class LogAccount {

    /** Enough to see a pattern; the rest is only counted. */
    private static final int KEPT = 20;

    private static final Comparator<Finding> BY_INDEX =
            Comparator.comparing(Finding::index, Comparator.nullsLast(Comparator.naturalOrder()));

    private static final Comparator<Following> NEAREST =
            Comparator.comparingLong(Following::last).thenComparing(Following::first, Comparator.reverseOrder());

    /** Something that is wrong in a range of entries. */
    private record Following(long first, long last, String problem) {}

    private final String log;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<Finding> direct = new ArrayList<>();
    private final List<Finding> followingRest = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<Cosigned> cosigned = new ArrayList<>();
    private @Nullable Following following;
    private long found;
    private @Nullable String root;

    /** An account of the log with this name. */
    public LogAccount(String log) {
        this.log = log;
    }

    /** Something was checked. */
    public synchronized void count(String what, long more) {
        counts.merge(what, more, Long::sum);
    }

    /** Something is wrong at an entry. */
    public synchronized void wrong(long index, String problem) {
        found++;
        keep(direct, new Finding(index, problem));
    }

    /** Something is wrong that no single entry shows. */
    public synchronized void wrong(String problem) {
        found++;
        keep(direct, new Finding(null, problem));
    }

    /**
     * Something is wrong between two entries. If something is known to be wrong before the end of that, this follows from
     * it, and says nothing of where it began.
     *
     * @param first the first entry at which it can be
     * @param last the last one
     */
    public synchronized void wrongWithin(long first, long last, String problem) {
        found++;
        Following now = new Following(first, last, problem);
        if (following == null || NEAREST.compare(now, following) < 0) {
            if (following != null) {
                keep(followingRest, new Finding(null, following.problem()));
            }
            following = now;
        } else {
            keep(followingRest, new Finding(null, problem));
        }
    }

    /** Something proves nothing, and a reader should know of it. */
    public synchronized void remark(String remark) {
        if (remarks.size() < KEPT) {
            remarks.add(remark);
        }
    }

    /** A witness stands for what was checked. */
    public synchronized void cosigned(Cosigned by) {
        cosigned.add(by);
        count("cosignatures", 1);
    }

    /** Of each list the lowest are kept, whichever thread finds them first. */
    private static void keep(List<Finding> findings, Finding finding) {
        int place = Collections.binarySearch(findings, finding, BY_INDEX);
        // Behind its equals, so that what was found first is read first.
        for (place = place < 0 ? -place - 1 : place;
                place < findings.size() && BY_INDEX.compare(findings.get(place), finding) == 0;
                place++) {}
        findings.add(place, finding);
        if (findings.size() > KEPT) {
            findings.removeLast();
        }
    }

    /** The root that follows from the entries. */
    public synchronized void root(Hash computed) {
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

    private synchronized LogResult result(@Nullable String couldNotCheck) {
        List<Finding> findings = new ArrayList<>(direct);
        Following nearest = following;
        if (nearest != null) {
            Long lowest = direct.isEmpty() ? null : direct.getFirst().index();
            boolean follows = lowest != null && lowest <= nearest.last();
            findings.add(new Finding(follows ? null : nearest.first(), nearest.problem()));
        }
        findings.addAll(followingRest);
        findings.sort(BY_INDEX);
        Map<String, Long> counted = new LinkedHashMap<>(counts);
        counted.values().removeIf(count -> count == 0);
        return new LogResult(
                log,
                root,
                Collections.unmodifiableMap(counted),
                List.copyOf(findings.subList(0, Math.min(KEPT, findings.size()))),
                found,
                List.copyOf(remarks),
                List.copyOf(cosigned),
                couldNotCheck);
    }
}
