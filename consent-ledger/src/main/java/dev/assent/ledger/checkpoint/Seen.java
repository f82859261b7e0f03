package dev.assent.ledger.checkpoint;

import dev.assent.ledger.witness.Witnesses;

/**
 * A signed note of a log that somebody outside the database holds.
 *
 * @param where who holds it, for messages
 * @param note the note
 * @param byWitness whether it is a witness who says so
 */
public record Seen(String where, String note, boolean byWitness) {

    static Seen onKafka(String note) {
        return new Seen("on Kafka", note, false);
    }

    static Seen atWitness(Witnesses.Held held) {
        return new Seen("at witness " + held.witness(), held.note(), true);
    }
}
