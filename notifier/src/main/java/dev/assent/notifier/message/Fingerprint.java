package dev.assent.notifier.message;

import dev.assent.notifier.message.IncomingMessage.AttachedFile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of what stays the same when a mail travels twice: everything but the trace that the servers add. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(String sender, String date, String subject, String text, List<AttachedFile> files) {
        MessageDigest digest = sha256();
        for (String part : List.of(sender, date, subject, text)) {
            add(digest, part);
        }
        for (AttachedFile file : files) {
            add(digest, file.sha256());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    // The length goes first, so that no two lists of parts look the same.
    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
