package dev.assent.deploy.local.faults;

import java.time.Duration;
import java.util.Random;

/**
 * What happens in a round. It follows from the seed and the round's number alone, so a round can be played again; what the
 * machine makes of it does not.
 *
 * @param round its number, from 1
 * @param victim who is killed
 * @param choices how many visitors choose
 * @param killAfter how long after the first of them
 * @param away how long it stays away
 * @param again whether it is killed once more as soon as it answers
 */
public record Plan(int round, Victim victim, int choices, Duration killAfter, Duration away, boolean again) {

    private static final int FEWEST = 300;
    private static final int MORE = 900;
    private static final int LATEST_MILLIS = 1_500;
    private static final int LONGEST_AWAY_MILLIS = 800;
    private static final int ONE_IN = 10;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** The round with this number under a seed. */
    public static Plan of(long seed, int round) {
        Random random = new Random(seed + round * SPREAD);
        Victim[] victims = Victim.values();
        return new Plan(
                round,
                victims[random.nextInt(victims.length)],
                FEWEST + random.nextInt(MORE),
                Duration.ofMillis(random.nextInt(LATEST_MILLIS)),
                Duration.ofMillis(random.nextInt(LONGEST_AWAY_MILLIS)),
                random.nextInt(ONE_IN) == 0);
    }

    /** The same with another victim. */
    public Plan against(Victim other) {
        return new Plan(round, other, choices, killAfter, away, again);
    }

    @Override
    public String toString() {
        return "kill -9 of %s%s after %d ms, away for %d ms"
                .formatted(victim, again ? ", twice," : "", killAfter.toMillis(), away.toMillis());
    }
}
