package dev.assent.ledger.checkpoint;

import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.log.NoteKey;
import dev.assent.ledger.log.NoteSigner;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The private keys from the configuration. */
@ApplicationScoped
class SigningKeys {

    private final Map<String, NoteSigner> signers = new TreeMap<>();
    private final NoteSigner current;
    private final NoteSigner first;

    SigningKeys(LedgerConfig config) {
        LedgerConfig.Signing signing = config.signing();
        signing.keys()
                .forEach((id, seed) ->
                        signers.put(id, new NoteSigner(Base64.getDecoder().decode(seed))));
        current = named(signing.current(), "current");
        first = named(signing.first().orElse(signing.current()), "first");
    }

    private NoteSigner named(String id, String setting) {
        NoteSigner signer = signers.get(id);
        if (signer == null) {
            throw new IllegalArgumentException(
                    "assent.ledger.signing.keys has no key for assent.ledger.signing." + setting);
        }
        return signer;
    }

    /** The key that logs shall be signed with. */
    NoteSigner current() {
        return current;
    }

    /** The key that logs begin with. */
    NoteSigner first() {
        return first;
    }

    /** The public keys under a log's origin. */
    List<NoteKey> publicKeys(String origin) {
        return signers.values().stream().map(signer -> signer.key(origin)).toList();
    }

    /**
     * The private key of a public one.
     *
     * @throws SigningKeyMissingException if the configuration has it no more, or not yet
     */
    NoteSigner of(NoteKey key) {
        return signers.values().stream()
                .filter(signer -> Objects.equals(signer.key(key.name()), key))
                .findFirst()
                .orElseThrow(() -> new SigningKeyMissingException(key.text()));
    }
}
