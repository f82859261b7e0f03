// Command checklog holds one log against the packages that Go's checksum database is checked with: note.Open for the
// signed checkpoint, tlog.TileHashReader for the tiles, tlog.CheckRecord and tlog.CheckTree for proofs.
//
//	checklog LOG_URL VKEY...
//
// It prints one line and ends with 0, or says what does not hold and ends with 1.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height      = 8
	tileWidth   = 1 << height
	lengthBytes = 2
)

func main() {
	if len(os.Args) < 3 {
		fail("usage: checklog LOG_URL VKEY...")
	}
	log := strings.TrimRight(os.Args[1], "/")
	tree, signatures := checkpoint(log, os.Args[2:])
	reader := tlog.TileHashReader(tree, tiles{log})
	records := checkRecords(log, tree, reader)
	proofs := checkProofs(log, tree, reader)
	fmt.Printf("size=%d root=%s signatures=%d records=%d proofs=%d\n", tree.N, tree.Hash, signatures, records, proofs)
}

// checkpoint opens the signed note. tlog.ParseTree knows only the checksum database's own first line, so the three lines
// are read here.
func checkpoint(log string, vkeys []string) (tlog.Tree, int) {
	var verifiers []note.Verifier
	for _, vkey := range vkeys {
		verifier, err := note.NewVerifier(vkey)
		must(err)
		verifiers = append(verifiers, verifier)
	}
	opened, err := note.Open(get(log+"/checkpoint"), note.VerifierList(verifiers...))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		fail("the checkpoint has not three lines: %q", opened.Text)
	}
	if lines[0] != verifiers[0].Name() {
		fail("the checkpoint is that of %q", lines[0])
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: root}, len(opened.Sigs)
}

// checkRecords reads every entry bundle and holds each entry against the tree.
func checkRecords(log string, tree tlog.Tree, reader tlog.HashReader) int64 {
	for first := int64(0); first < tree.N; first += tileWidth {
		entries := bundle(log, first/tileWidth, min(tileWidth, tree.N-first))
		var indexes []int64
		for i := range entries {
			indexes = append(indexes, tlog.StoredHashIndex(0, first+int64(i)))
		}
		hashes, err := reader.ReadHashes(indexes)
		must(err)
		for i, entry := range entries {
			if hashes[i] != tlog.RecordHash(entry) {
				fail("entry %d is not the one in the tree", first+int64(i))
			}
		}
	}
	return tree.N
}

// bundle reads entries: each has its length in two bytes in front.
func bundle(log string, n, width int64) [][]byte {
	data := get(log + "/tile/entries/" + pathOf(tlog.Tile{H: height, L: 0, N: n, W: int(width)}, "tile/8/0/"))
	var entries [][]byte
	for len(data) > 0 {
		if len(data) < lengthBytes {
			fail("bundle %d ends in a length", n)
		}
		length := int(binary.BigEndian.Uint16(data))
		if len(data) < lengthBytes+length {
			fail("bundle %d ends in an entry", n)
		}
		entries = append(entries, data[lengthBytes:lengthBytes+length])
		data = data[lengthBytes+length:]
	}
	if int64(len(entries)) != width {
		fail("bundle %d has %d entries, not %d", n, len(entries), width)
	}
	return entries
}

// checkProofs proves entries and earlier sizes from tiles, and takes the log's own proofs for the same.
func checkProofs(log string, tree tlog.Tree, reader tlog.HashReader) int {
	proofs := 0
	for _, index := range []int64{0, 1, tileWidth - 1, tileWidth, tree.N / 2, tree.N - 1} {
		if index < 0 || index >= tree.N {
			continue
		}
		entry := bundle(log, index/tileWidth, min(tileWidth, tree.N-index/tileWidth*tileWidth))[index%tileWidth]
		proof, err := tlog.ProveRecord(tree.N, index, reader)
		must(err)
		must(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)))
		served := served(fmt.Sprintf("%s/proof/inclusion?index=%d&size=%d", log, index, tree.N))
		must(tlog.CheckRecord(served, tree.N, tree.Hash, index, tlog.RecordHash(entry)))
		proofs += 2
	}
	for _, size := range []int64{1, tileWidth, tileWidth + 1, tree.N / 2, tree.N - 1, tree.N} {
		if size < 1 || size > tree.N {
			continue
		}
		root, err := tlog.TreeHash(size, reader)
		must(err)
		proof, err := tlog.ProveTree(tree.N, size, reader)
		must(err)
		must(tlog.CheckTree(proof, tree.N, tree.Hash, size, root))
		served := served(fmt.Sprintf("%s/proof/consistency?from=%d&to=%d", log, size, tree.N))
		must(tlog.CheckTree(tlog.TreeProof(served), tree.N, tree.Hash, size, root))
		proofs += 2
	}
	return proofs
}

// served is a proof as the log answers it.
func served(url string) tlog.RecordProof {
	var answer struct{ Proof []string }
	must(json.Unmarshal(get(url), &answer))
	proof := tlog.RecordProof{}
	for _, text := range answer.Proof {
		var hash tlog.Hash
		decoded, err := base64.StdEncoding.DecodeString(text)
		must(err)
		if copy(hash[:], decoded) != len(hash) || len(decoded) != len(hash) {
			fail("a proof has a hash of %d bytes", len(decoded))
		}
		proof = append(proof, hash)
	}
	return proof
}

// tiles reads the log's tiles; the checksum database writes the height into a path, C2SP does not.
type tiles struct{ log string }

func (t tiles) Height() int { return height }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		all = append(all, get(t.log+"/tile/"+pathOf(tile, "tile/8/")))
	}
	return all, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func pathOf(tile tlog.Tile, prefix string) string {
	path := tile.Path()
	if !strings.HasPrefix(path, prefix) {
		fail("unexpected path %s", path)
	}
	return strings.TrimPrefix(path, prefix)
}

func get(url string) []byte {
	answer, err := http.Get(url)
	must(err)
	defer answer.Body.Close()
	var body bytes.Buffer
	_, err = io.Copy(&body, answer.Body)
	must(err)
	if answer.StatusCode != http.StatusOK {
		fail("%s answers %s", url, answer.Status)
	}
	return body.Bytes()
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

func must(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, arguments ...interface{}) {
	fmt.Printf(format+"\n", arguments...)
	os.Exit(1)
}
