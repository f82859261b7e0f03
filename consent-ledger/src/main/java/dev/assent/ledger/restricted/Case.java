package dev.assent.ledger.restricted;

import dev.assent.ledger.seal.CaseKey;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What one erasure keeps: the order itself, and the proof of past grants.
 *
 * @param key names the erasure, says until when, and seals
 * @param requestId the request behind the erasure
 * @param proofs the entries' values, sealed
 */
public record Case(CaseKey key, @Nullable String requestId, List<Proof> proofs) {

    /**
     * A sealed value.
     *
     * @param index the entry's place in the log
     * @param sealed its value under the case's key
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Proof(long index, byte[] sealed) {}
}
