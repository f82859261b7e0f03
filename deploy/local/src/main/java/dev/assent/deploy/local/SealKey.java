package dev.assent.deploy.local;

import javax.crypto.KeyAgreement;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Base64;

/** The key that addresses are sealed to: X25519 (RFC 7748), of which any 32 random bytes are a private key. */
final class SealKey {

    private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

    private SealKey() {}

    /** The public key of a private one, both 32 bytes in base64. */
    static String publicKey(String privateKey) {
        try {
            KeyFactory keys = KeyFactory.getInstance("X25519");
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(keys.generatePrivate(new XECPrivateKeySpec(
                    NamedParameterSpec.X25519, Base64.getDecoder().decode(privateKey))));
            agreement.doPhase(keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)), true);
            return Base64.getEncoder().encodeToString(agreement.generateSecret());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has X25519", e);
        }
    }
}
