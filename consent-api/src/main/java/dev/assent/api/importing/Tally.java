package dev.assent.api.importing;

import dev.assent.api.importing.Report.RefusedLine;

import java.util.ArrayList;
import java.util.List;

/** Counts an import's lines while they are read. */
final class Tally {

    private final String source;
    private final int most;
    private final List<RefusedLine> listed = new ArrayList<>();
    private long refused;
    private long recorded;

    Tally(String source, int most) {
        this.source = source;
        this.most = most;
    }

    void recorded() {
        recorded++;
    }

    void refused(long line, Refusal refusal) {
        refused++;
        if (listed.size() < most) {
            listed.add(new RefusedLine(line, refusal.reason(), refusal.member(), refusal.detail()));
        }
    }

    Report report() {
        return new Report(source, recorded + refused, recorded, refused, List.copyOf(listed), refused - listed.size());
    }
}
