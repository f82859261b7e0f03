package dev.assent.api.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import java.nio.ByteBuffer;

/** Which body each key came with, as far as this replica remembers. */
final class RememberedKeys {

    private final Cache<Tag, Long> bodies;

    /** 128 bits of a keyed hash: a few longs are all that a key costs, however long it is. */
    private record Tag(long high, long low) {}

    RememberedKeys(IdempotencyConfig config) {
        // On the caller's thread: the upkeep is some instructions, and no pool is warmed for it.
        this.bodies = Caffeine.newBuilder()
                .maximumSize(config.remembered())
                .expireAfterWrite(config.rememberedFor())
                .executor(Runnable::run)
                .build();
    }

    /**
     * Notes the body that a key came with.
     *
     * @param tag a keyed hash of the key and whose it is, 16 bytes or more
     * @param bodyDigest 8 bytes or more
     * @return false if the key came with another body before
     */
    boolean note(byte[] tag, byte[] bodyDigest) {
        ByteBuffer bytes = ByteBuffer.wrap(tag);
        long body = ByteBuffer.wrap(bodyDigest).getLong();
        Long before = bodies.asMap().putIfAbsent(new Tag(bytes.getLong(), bytes.getLong()), body);
        return before == null || before == body;
    }
}
