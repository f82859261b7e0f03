package dev.assent.ledger.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The keys that a log is signed with, one after the other. The first is the one it began with; each further one stands in
 * an entry of the log and signs every tree that holds that entry.
 *
 * @param links at least one, oldest first
 */
public record KeyChain(List<Link> links) {

    /** The index before every entry. */
    private static final long BEGINNING = -1;

    /**
     * A key and where its time begins.
     *
     * @param key the key
     * @param since the index of the entry that brought it in; below 0 for the first
     */
    public record Link(NoteKey key, long since) {}

    /** Keeps a copy. */
    public KeyChain {
        links = List.copyOf(links);
    }

    /** The keys of a log whose key was never changed. */
    public static KeyChain of(NoteKey first) {
        return new KeyChain(List.of(new Link(first, BEGINNING)));
    }

    /** With the key that the entry at an index brings in. */
    public KeyChain then(NoteKey key, long index) {
        List<Link> longer = new ArrayList<>(links);
        longer.add(new Link(key, index));
        return new KeyChain(longer);
    }

    /** The newest key: the next rotation must come from it. */
    public NoteKey newest() {
        return links.getLast().key();
    }

    /** The keys that sign a tree of a size: newest first, and with it the one it follows, which signs with it once. */
    public List<Link> at(long size) {
        int last = links.size() - 1;
        while (links.get(last).since() >= size) {
            last--;
        }
        List<Link> signing = new ArrayList<>(links.subList(Math.max(0, last - 1), last + 1));
        Collections.reverse(signing);
        return signing;
    }

    /** All keys, oldest first. */
    public List<NoteKey> keys() {
        return links.stream().map(Link::key).toList();
    }
}
