package dev.assent.api.script;

import jakarta.ws.rs.core.EntityTag;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A script and the version that its own bytes give it, so that what an address once answered with it answers with for
 * ever.
 */
final class VersionedScript {

    private static final int VERSION_BYTES = 8;

    private final byte[] bytes;
    private final String version;
    private final String integrity;

    VersionedScript(byte[] bytes) {
        byte[] digest = sha384(bytes);
        this.bytes = bytes;
        this.version = HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
        this.integrity = "sha384-" + Base64.getEncoder().encodeToString(digest);
    }

    /** The script; nobody changes it. */
    byte[] bytes() {
        return bytes;
    }

    /** 16 hex digits. */
    String version() {
        return version;
    }

    /** Its hash as a page states it (Subresource Integrity). */
    String integrity() {
        return integrity;
    }

    /** Its strong entity tag. */
    EntityTag tag() {
        return new EntityTag(version);
    }

    private static byte[] sha384(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-384").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-384", e);
        }
    }
}
