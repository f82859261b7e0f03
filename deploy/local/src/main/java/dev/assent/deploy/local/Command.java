package dev.assent.deploy.local;

import java.security.SecureRandom;
import java.util.List;

/** What {@code ./run} was asked to do. */
sealed interface Command {

    /** How it is used. */
    String USAGE = """
            ./run                  builds what has changed, starts the platform, and stops it on Ctrl-C
            ./run --background     the same, but returns as soon as everything answers
            ./run --fresh          forgets all data and secrets first (also with --background)
            ./run status           what runs, and whether it answers (0 all, 1 not all, 3 nothing runs)
            ./run stop             stops the platform that runs
            ./run verify           checks every entry of the ledger: first with the database, then as anyone can
                                   (0 whole, 1 tampered or missing, 2 could not check); what follows goes to the
                                   verifier: --json, --since FILE, --since SIZE
            ./run faults           kills parts of a platform of its own under load, 200 times, and checks the ledger
                                   each time (0 all held, 1 not); --rounds N, --minutes M, --seed S, and
                                   --seed S --round K for one round again

            Settings: ASSENT_PORT_API, _LEDGER, _REGISTRY, _NOTIFIER, _DEMO, _OIDC, _KAFKA, _POSTGRES, _SMTP, _IMAP and
            _API_MANAGEMENT, _LEDGER_MANAGEMENT, _REGISTRY_MANAGEMENT, _NOTIFIER_MANAGEMENT move one port;
            ASSENT_PORT_OFFSET moves all; ASSENT_LOCAL is the directory of the data (.local).
            """;

    /** Start, after forgetting everything, and staying in the terminal or not. */
    record Run(boolean fresh, boolean background) implements Command {}

    /** Stop what runs. */
    record Stop() implements Command {}

    /** Say what runs. */
    record Status() implements Command {}

    /** Check the ledger; {@code more} goes to the verifier. */
    record Verify(List<String> more) implements Command {
        public Verify {
            more = List.copyOf(more);
        }
    }

    /**
     * Play rounds of faults.
     *
     * @param seed what they follow from
     * @param first the first round's number
     * @param last the last round's number
     * @param minutes when no further round begins
     */
    record Faults(long seed, int first, int last, int minutes) implements Command {

        private static final int ROUNDS = 200;
        private static final int SEEDS = 1_000_000;

        static Faults parse(List<String> arguments) throws UsageException {
            long seed = new SecureRandom().nextInt(SEEDS);
            int first = 1;
            int last = ROUNDS;
            int minutes = Integer.MAX_VALUE;
            for (int i = 0; i < arguments.size(); i += 2) {
                String name = arguments.get(i);
                String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
                if (!value.matches("[0-9]{1,9}")) {
                    throw new UsageException("./run faults " + name + " needs a number");
                }
                int number = Integer.parseInt(value);
                switch (name) {
                    case "--seed" -> seed = number;
                    case "--rounds" -> last = number;
                    case "--minutes" -> minutes = number;
                    case "--round" -> {
                        first = number;
                        last = number;
                    }
                    default -> throw new UsageException("./run faults does not know " + name);
                }
            }
            return new Faults(seed, first, last, minutes);
        }
    }

    /** Say how it is used. */
    record Help() implements Command {}

    static Command parse(List<String> arguments) throws UsageException {
        String first = arguments.isEmpty() ? "" : arguments.getFirst();
        List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        return switch (first) {
            case "stop" -> alone(new Stop(), first, rest);
            case "status" -> alone(new Status(), first, rest);
            case "verify" -> new Verify(rest);
            case "faults" -> Faults.parse(rest);
            case "help", "--help", "-h" -> new Help();
            default -> run(arguments);
        };
    }

    private static Command run(List<String> arguments) throws UsageException {
        boolean fresh = false;
        boolean background = false;
        for (String argument : arguments) {
            switch (argument) {
                case "--fresh" -> fresh = true;
                case "--background" -> background = true;
                default -> throw new UsageException("./run does not know " + argument);
            }
        }
        return new Run(fresh, background);
    }

    private static Command alone(Command command, String name, List<String> rest) throws UsageException {
        if (!rest.isEmpty()) {
            throw new UsageException("./run " + name + " takes no " + rest.getFirst());
        }
        return command;
    }
}
