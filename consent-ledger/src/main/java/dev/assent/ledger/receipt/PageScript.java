package dev.assent.ledger.receipt;

import dev.assent.ledger.log.Hashes;
import jakarta.enterprise.context.ApplicationScoped;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The program that checks the proof in a browser: its address, which changes with its content so that no cache holds an
 * old one, and the hash that the browser holds it to.
 */
@ApplicationScoped
class PageScript {

    private static final String PATH = "/receipt.js";
    private static final int DIGITS = 16;

    private final byte[] hash;

    PageScript() {
        try (InputStream file = PageScript.class.getResourceAsStream("/META-INF/resources" + PATH)) {
            if (file == null) {
                throw new IllegalStateException("the receipt page has no program");
            }
            hash = Hashes.sha256().digest(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return PATH + "?" + HexFormat.of().formatHex(hash).substring(0, DIGITS);
    }

    /** As Subresource Integrity writes it. */
    String integrity() {
        return "sha256-" + Base64.getEncoder().encodeToString(hash);
    }
}
