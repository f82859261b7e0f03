package dev.assent.benchmarks.intake;

import dev.assent.benchmarks.result.Sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** All runs, by contestant and connections, each list in the order of the rounds. */
final class Rounds {

    private record Key(Contestant contestant, int connections) {}

    private final Map<Key, List<Run>> runs = new LinkedHashMap<>();

    void add(Contestant contestant, int connections, Run run) {
        runs.computeIfAbsent(new Key(contestant, connections), _ -> new ArrayList<>())
                .add(run);
    }

    List<Run> of(Contestant contestant, int connections) {
        List<Run> found = runs.get(new Key(contestant, connections));
        if (found == null) {
            throw new IllegalArgumentException("nothing was measured of " + contestant + " with " + connections);
        }
        return found;
    }

    Sample sample(Contestant contestant, int connections, ToDoubleFunction<Run> figure) {
        return Sample.of(
                of(contestant, connections).stream().map(figure::applyAsDouble).toList());
    }

    /** How the throughput of one relates to that of another in each round, where both met the same machine. */
    Sample ratio(Contestant one, int connectionsOfOne, Contestant other, int connectionsOfOther) {
        List<Run> ones = of(one, connectionsOfOne);
        List<Run> others = of(other, connectionsOfOther);
        return Sample.of(IntStream.range(0, ones.size())
                .mapToObj(round -> ones.get(round).load().perSecond()
                        / others.get(round).load().perSecond())
                .toList());
    }

    /** How many requests were answered otherwise than hoped, over all runs of a contestant. */
    long notAccepted(Contestant contestant, int connections) {
        return of(contestant, connections).stream()
                .mapToLong(run -> run.load().notAccepted())
                .sum();
    }
}
