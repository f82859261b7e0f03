package dev.assent.witness;

import dev.assent.verify.merkle.Hash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The body of an add-checkpoint request.
 *
 * @param oldSize the size from which the proof leads
 * @param proof the consistency proof
 * @param note the checkpoint
 */
record Submission(long oldSize, List<Hash> proof, String note) {

    private static final int LONGEST_PROOF = 63;
    private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,17})");

    /** Reads a body; empty for what is none. */
    static Optional<Submission> parse(String body) {
        int split = body.indexOf("\n\n");
        if (split < 0) {
            return Optional.empty();
        }
        List<String> lines = List.of(body.substring(0, split).split("\n", -1));
        if (!OLD.matcher(lines.getFirst()).matches() || lines.size() > 1 + LONGEST_PROOF) {
            return Optional.empty();
        }
        List<Hash> proof = new ArrayList<>();
        try {
            for (String line : lines.subList(1, lines.size())) {
                Hash hash = Hash.ofBase64(line);
                if (!hash.base64().equals(line)) {
                    return Optional.empty();
                }
                proof.add(hash);
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        long oldSize = Long.parseLong(lines.getFirst().substring("old ".length()));
        return Optional.of(new Submission(oldSize, proof, body.substring(split + 2)));
    }
}
