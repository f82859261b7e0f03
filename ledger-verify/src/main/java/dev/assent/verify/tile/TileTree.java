package dev.assent.verify.tile;

import dev.assent.verify.merkle.Frontier;
import dev.assent.verify.merkle.Hash;

import java.util.ArrayList;
import java.util.List;

/** Builds a tree from its leaves in order, and with it every tile that the log must have. */
public final class TileTree {

    private final TileRoots upper;
    private final List<Hash> leaves = new ArrayList<>(TilePath.WIDTH);
    private Frontier edge = new Frontier();

    /** The tree with no leaves. */
    public TileTree() {
        this(new TileRoots());
    }

    /** A tree whose full level-0 tiles are known by their roots. */
    public TileTree(TileRoots upper) {
        this.upper = upper;
    }

    /**
     * Adds the next leaf.
     *
     * @return the tiles that it filled, lowest first; mostly none
     */
    public List<Tile> append(Hash leaf) {
        leaves.add(leaf);
        edge.append(leaf);
        if (leaves.size() < TilePath.WIDTH) {
            return List.of();
        }
        List<Tile> filled = new ArrayList<>();
        filled.add(new Tile(0, upper.size() / TilePath.WIDTH, leaves));
        filled.addAll(upper.append(edge.root()));
        leaves.clear();
        edge = new Frontier();
        return filled;
    }

    /** The partial tiles at the present size, lowest first. */
    public List<Tile> partial() {
        List<Tile> partial = new ArrayList<>();
        if (!leaves.isEmpty()) {
            partial.add(new Tile(0, upper.size() / TilePath.WIDTH, leaves));
        }
        partial.addAll(upper.partial());
        return partial;
    }

    /** How many leaves there are. */
    public long size() {
        return upper.size() + leaves.size();
    }

    /** The root over all leaves so far. */
    public Hash root() {
        return upper.root(edge.subtrees());
    }
}
