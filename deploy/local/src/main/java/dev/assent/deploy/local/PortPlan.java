package dev.assent.deploy.local;

import dev.assent.deploy.parts.PortTakenException;
import dev.assent.deploy.parts.Ports;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which port each of the platform's programs has. */
public final class PortPlan {
    private static final int HIGHEST = 65_535;

    private final Map<Port, Integer> ports;

    private PortPlan(Map<Port, Integer> ports) {
        this.ports = ports;
    }

    /** A free port for each. */
    public static PortPlan random() {
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            ports.put(port, Ports.free());
        }
        return new PortPlan(ports);
    }

    /**
     * The usual ports, moved by the variables that are set.
     *
     * @throws UsageException when a variable is no port, or two ports are the same
     */
    public static PortPlan from(Map<String, String> environment) throws UsageException {
        int offset = number(environment, Port.OFFSET, 0, -8_000, HIGHEST - 20_000);
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            ports.put(port, number(environment, port.variable(), port.usual() + offset, 1, HIGHEST));
        }
        Map<Integer, String> users = ports.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        Collectors.mapping(entry -> entry.getKey().variable(), Collectors.joining(" and "))));
        for (Map.Entry<Integer, String> entry : users.entrySet()) {
            if (entry.getValue().contains(" and ")) {
                throw new UsageException(entry.getValue() + " both say " + entry.getKey());
            }
        }
        return new PortPlan(ports);
    }

    /** The port's number. */
    public int of(Port port) {
        return Objects.requireNonNull(ports.get(port));
    }

    /** The address of what listens on the port, without a slash at its end. */
    public String url(Port port) {
        return "http://localhost:" + of(port);
    }

    /** The first port that another program has, as a sentence that says how to move it. */
    Optional<String> firstTaken() {
        return ports.keySet().stream().flatMap(port -> taken(port).stream()).findFirst();
    }

    private Optional<String> taken(Port port) {
        try {
            Ports.claim(port.user(), of(port));
            return Optional.empty();
        } catch (PortTakenException e) {
            return Optional.of(takenSentence(port, of(port)));
        }
    }

    static String takenSentence(Port port, int number) {
        int elsewhere = IntStream.iterate(number + 1, next -> next + 1)
                .filter(next -> IntStream.of(Arrays.stream(Port.values())
                                .mapToInt(Port::usual)
                                .toArray())
                        .noneMatch(usual -> usual == next))
                .findFirst()
                .orElseThrow();
        return "Port %d, which %s needs, is taken by another program. Move it: %s=%d ./run (or move all ports: %s=1000 ./run)"
                .formatted(number, port.user(), port.variable(), elsewhere, Port.OFFSET);
    }

    private static int number(Map<String, String> environment, String variable, int otherwise, int least, int most)
            throws UsageException {
        String value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, as for a number that is out of range.
        }
        throw new UsageException(variable + " is " + value + ", which is no number from " + least + " to " + most);
    }
}
