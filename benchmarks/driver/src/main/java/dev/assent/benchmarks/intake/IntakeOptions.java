package dev.assent.benchmarks.intake;

import dev.assent.benchmarks.UsageException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;

/**
 * How the intake is measured.
 *
 * @param rounds how often everything is measured
 * @param seconds how long each time
 * @param connections how many requests are under way at once; ratios are of the most
 * @param warmUpSteps how often, for five seconds each, a service is loaded at most before the first round
 * @param soak how long half of the maximum is held afterwards; null for not at all
 * @param profile whether to say what consent-api's processor time goes into
 */
public record IntakeOptions(
        int rounds,
        int seconds,
        List<Integer> connections,
        int warmUpSteps,
        @Nullable Duration soak,
        boolean profile) {

    /** Keeps a copy of the connections. */
    public IntakeOptions {
        connections = List.copyOf(connections);
    }

    /** Five rounds of ten seconds. */
    static IntakeOptions usual() {
        return new IntakeOptions(5, 10, List.of(512, 64), 24, null, false);
    }

    /**
     * From the command line.
     *
     * @throws UsageException for what it does not know
     */
    public static IntakeOptions parse(List<String> arguments) throws UsageException {
        IntakeOptions options = usual();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String name = rest.next();
            options = switch (name) {
                case "--quick" -> options.quick();
                case "--profile" -> options.withProfile();
                case "--rounds" -> options.withRounds(number(name, rest));
                case "--seconds" -> options.withSeconds(number(name, rest));
                case "--connections" -> options.withConnections(numbers(name, value(name, rest)));
                case "--soak" -> options.withSoak(duration(name, value(name, rest)));
                default -> throw new UsageException("./bench intake does not know " + name);
            };
        }
        return options;
    }

    private IntakeOptions quick() {
        return new IntakeOptions(1, 3, connections, 2, soak, profile);
    }

    private IntakeOptions withProfile() {
        return new IntakeOptions(rounds, seconds, connections, warmUpSteps, soak, true);
    }

    private IntakeOptions withRounds(int value) {
        return new IntakeOptions(value, seconds, connections, warmUpSteps, soak, profile);
    }

    private IntakeOptions withSeconds(int value) {
        return new IntakeOptions(rounds, value, connections, warmUpSteps, soak, profile);
    }

    private IntakeOptions withConnections(List<Integer> value) {
        return new IntakeOptions(rounds, seconds, value, warmUpSteps, soak, profile);
    }

    private IntakeOptions withSoak(Duration value) {
        return new IntakeOptions(rounds, seconds, connections, warmUpSteps, value, profile);
    }

    private static String value(String name, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw new UsageException(name + " needs a value");
        }
        return rest.next();
    }

    private static int number(String name, Iterator<String> rest) throws UsageException {
        return number(name, value(name, rest));
    }

    private static int number(String name, String text) throws UsageException {
        if (!text.matches("[1-9]\\d{0,4}")) {
            throw new UsageException(name + " needs a number from 1, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static List<Integer> numbers(String name, String text) throws UsageException {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            numbers.add(number(name, part));
        }
        if (new HashSet<>(numbers).size() < numbers.size()) {
            throw new UsageException(name + " names a number twice: " + text);
        }
        return numbers;
    }

    private static Duration duration(String name, String text) throws UsageException {
        if (!text.matches("[1-9]\\d{0,3}[smh]")) {
            throw new UsageException(name + " needs a duration such as 30s or 10m, not " + text);
        }
        return Duration.parse("PT" + text);
    }
}
