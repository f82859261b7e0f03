package dev.assent.api.identity;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Bytes of the operating system's CSPRNG, drawn by the block: its price is by the draw, and the draws of all threads wait
 * for one another. Each thread has a block of its own; what was given out is wiped from it.
 */
final class RandomBytes {

    private static final int BLOCK = 2_048;

    private final SecureRandom random = ofSystem();
    private final ThreadLocal<Block> blocks = ThreadLocal.withInitial(Block::new);

    private static final class Block {
        private byte[] bytes = {};
        private int at;
    }

    /**
     * Bytes that nobody has seen.
     *
     * @param length how many, far fewer than a block
     */
    byte[] next(int length) {
        Block block = blocks.get();
        if (block.at + length > block.bytes.length) {
            // As the system gives them: the JDK's generator would mix in what a hash makes of them, for three times the
            // price.
            block.bytes = random.generateSeed(BLOCK);
            block.at = 0;
        }
        byte[] next = Arrays.copyOfRange(block.bytes, block.at, block.at + length);
        Arrays.fill(block.bytes, block.at, block.at + length, (byte) 0);
        block.at += length;
        return next;
    }

    /** {@code /dev/urandom}, which never blocks once the machine is up; elsewhere what the platform has. */
    private static SecureRandom ofSystem() {
        try {
            return SecureRandom.getInstance("NativePRNGNonBlocking");
        } catch (NoSuchAlgorithmException e) {
            return new SecureRandom();
        }
    }
}
