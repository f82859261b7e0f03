package dev.assent.verify.published;

import com.sun.net.httpserver.HttpServer;
import dev.assent.verify.merkle.Hash;
import dev.assent.verify.merkle.NaiveTree;
import dev.assent.verify.note.TestSigner;
import dev.assent.verify.tile.TilePath;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Serves logs whose every byte a test can bend. The tree is the naive one, so nothing is shared with what is tested. */
public final class FakeLedger implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
    private final List<TestSigner> signers = new ArrayList<>();

    public FakeLedger() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            byte[] page = pages.get(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(page == null ? 404 : 200, page == null ? -1 : page.length);
            if (page != null) {
                exchange.getResponseBody().write(page);
            }
            exchange.close();
        });
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Adds a log with so many entries, and all its pages. */
    public TestSigner log(String name, int size) {
        return log(new TestSigner("log.example.test/assent/" + name), entries(size));
    }

    /** Adds the log of a signer with these entries, and all its pages. */
    public TestSigner log(TestSigner signer, List<byte[]> entries) {
        String name = signer.name().replaceAll(".*/", "");
        int size = entries.size();
        signers.add(signer);
        page(
                "",
                signers.stream()
                        .map(s -> "{\"log\":\"%s\"}".formatted(s.name().replaceAll(".*/", "")))
                        .collect(Collectors.joining(",", "{\"logs\":[", "]}")));
        NaiveTree tree = new NaiveTree(entries.stream().map(Hash::leaf).toList());
        page("/" + name + "/checkpoint", signer.checkpoint(size, tree.root()));
        putTiles(name, entries, tree);
        if (size > 0) {
            page(
                    "/%s/proof/inclusion?index=%d&size=%d".formatted(name, size - 1, size),
                    proof(tree.inclusion(size - 1, size)));
        }
        return signer;
    }

    private void putTiles(String name, List<byte[]> entries, NaiveTree tree) {
        int size = entries.size();
        for (int first = 0; first < size; first += TilePath.WIDTH) {
            int width = Math.min(TilePath.WIDTH, size - first);
            ByteArrayOutputStream bundle = new ByteArrayOutputStream();
            entries.subList(first, first + width).forEach(entry -> {
                bundle.write(0);
                bundle.write(entry.length);
                bundle.writeBytes(entry);
            });
            page("/" + name + "/" + TilePath.entries(first / TilePath.WIDTH, width), bundle.toByteArray());
        }
        List<Hash> row = tree.leaves();
        for (int level = 0; !row.isEmpty(); level++) {
            List<Hash> above = new ArrayList<>();
            for (int first = 0; first < row.size(); first += TilePath.WIDTH) {
                List<Hash> hashes = row.subList(first, Math.min(row.size(), first + TilePath.WIDTH));
                ByteArrayOutputStream tile = new ByteArrayOutputStream();
                hashes.forEach(hash -> tile.writeBytes(hash.bytes()));
                page(
                        "/" + name + "/" + TilePath.tile(level, first / TilePath.WIDTH, hashes.size()),
                        tile.toByteArray());
                if (hashes.size() == TilePath.WIDTH) {
                    above.add(new NaiveTree(hashes).root());
                }
            }
            row = above;
        }
    }

    /** The entries of every log here: 32 bytes that hold the index. */
    public static List<byte[]> entries(int size) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(ByteBuffer.allocate(32).putInt(28, i).array());
        }
        return entries;
    }

    public static String proof(List<Hash> path) {
        return path.stream()
                .map(hash -> "\"" + hash.base64() + "\"")
                .collect(Collectors.joining(",", "{\"proof\":[", "]}"));
    }

    public void page(String path, String text) {
        page(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public void page(String path, byte[] bytes) {
        pages.put("/v1/logs" + path, bytes);
    }

    public byte[] page(String path) {
        return pages.get("/v1/logs" + path);
    }

    public void remove(String path) {
        pages.remove("/v1/logs" + path);
    }

    /** Turns one bit of a page. */
    public void bend(String path, int at) {
        byte[] bytes = page(path).clone();
        bytes[at] ^= 1;
        page(path, bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
