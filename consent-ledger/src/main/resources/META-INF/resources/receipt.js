// Checks in the visitor's browser that a choice is in its log, unchanged. It trusts nothing that the page says about the
// proof: it asks the log for its checkpoint and for tiles, and for nothing else, and computes the rest.
// What is checked: docs/ledger-storage.md. The authority is the offline verifier, which this program does not share a line with.

const ENTRY = bytesOf("assent/entry/v1\0");
const LEAF = 0;
const NODE = 1;
const ED25519 = 1;
const HASH = 32;
const TILE_HEIGHT = 8;
const TILE_WIDTH = 256;
/** How often to look for a receipt that is on its way, a second apart. */
const TRIES = 10;

/** The proof does not hold. */
class Failed extends Error {}

/** Nothing can be said about the proof from here. */
class Unable extends Error {}

// ---- bytes

function bytesOf(text) {
  return new TextEncoder().encode(text);
}

function ofBase64(text) {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw new Failed("not base64");
  }
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

function require(holds, what) {
  if (!holds) {
    throw new Failed(what);
  }
}

async function sha256(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

// ---- the log (RFC 6962 hashing, C2SP tlog-tiles)

async function ask(address, cache) {
  let answer;
  try {
    answer = await fetch(address, { cache, credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" });
  } catch {
    throw new Unable("no answer");
  }
  if (answer.status === 429 || answer.status >= 500) {
    throw new Unable("busy");
  }
  require(answer.ok, "the log does not have what it signed");
  return answer;
}

/** The tree of a size, known by its tiles. Every byte of a tile that it reads counts towards the root. */
class Tree {
  constructor(log, size) {
    this.log = log;
    this.size = size;
    this.tiles = new Map();
  }

  /** A tile's hashes end to end; the last one of a level is partial. */
  tile(level, n) {
    const place = `${level}/${n}`;
    if (!this.tiles.has(place)) {
      this.tiles.set(place, this.fetchTile(level, n));
    }
    return this.tiles.get(place);
  }

  async fetchTile(level, n) {
    const hashes = Math.floor(this.size / TILE_WIDTH ** level);
    const width = Math.min(TILE_WIDTH, hashes - n * TILE_WIDTH);
    let path = String(n % 1000).padStart(3, "0");
    for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
      path = `x${String(rest % 1000).padStart(3, "0")}/${path}`;
    }
    const partial = width < TILE_WIDTH ? `.p/${width}` : "";
    const answer = await ask(`${this.log}/tile/${level}/${path}${partial}`, "default");
    const tile = new Uint8Array(await answer.arrayBuffer());
    require(tile.length === width * HASH, "a tile has the wrong length");
    return tile;
  }

  /** The root of the 2^level entries that begin at n · 2^level. */
  async complete(level, n) {
    const inside = level % TILE_HEIGHT;
    const first = n * 2 ** inside;
    const tile = await this.tile(Math.floor(level / TILE_HEIGHT), Math.floor(first / TILE_WIDTH));
    const at = (first % TILE_WIDTH) * HASH;
    let hashes = [];
    for (let from = at; from < at + 2 ** inside * HASH; from += HASH) {
      hashes.push(tile.slice(from, from + HASH));
    }
    while (hashes.length > 1) {
      const above = [];
      for (let pair = 0; pair < hashes.length; pair += 2) {
        above.push(await sha256([NODE], hashes[pair], hashes[pair + 1]));
      }
      hashes = above;
    }
    return hashes[0];
  }

  /** The root of the entries from lo up to hi, from tiles alone. */
  async rootOf(lo, hi) {
    const width = hi - lo;
    const half = largestPowerBelow(width);
    if (half * 2 === width || width === 1) {
      return this.complete(Math.log2(width), lo / width);
    }
    return sha256([NODE], await this.rootOf(lo, lo + half), await this.rootOf(lo + half, hi));
  }

  /** The root of the entries from lo up to hi, computed from one entry's own leaf hash and what stands beside its way up. */
  async rootThrough(index, leaf, lo = 0, hi = this.size) {
    const width = hi - lo;
    if (width === 1) {
      return leaf;
    }
    const half = largestPowerBelow(width);
    const root =
      index < lo + half
        ? await sha256([NODE], await this.rootThrough(index, leaf, lo, lo + half), await this.rootOf(lo + half, hi))
        : await sha256([NODE], await this.rootOf(lo, lo + half), await this.rootThrough(index, leaf, lo + half, hi));
    const level = Math.log2(width);
    if (half * 2 === width && level % TILE_HEIGHT === 0) {
      require(same(root, await this.complete(level, lo / width)), "a tile is not what the tiles below it make");
    }
    return root;
  }
}

/** The largest power of two that is less than a number; 1 for 1. */
function largestPowerBelow(number) {
  let power = 1;
  while (power * 2 < number) {
    power *= 2;
  }
  return power;
}

// ---- the checkpoint (C2SP signed-note and tlog-checkpoint)

function openNote(note) {
  const end = note.lastIndexOf("\n\n");
  require(end > 0 && note.endsWith("\n"), "no signed note");
  const text = note.slice(0, end + 1);
  const [origin, size, root] = text.split("\n");
  require(/^(0|[1-9][0-9]*)$/.test(size ?? "") && Number.isSafeInteger(Number(size)), "no size");
  const signatures = note
    .slice(end + 2, -1)
    .split("\n")
    .map((line) => /^\u2014 ([^+\s]+) (\S+)$/.exec(line))
    .map((line) => {
      require(line, "a malformed signature");
      return { name: line[1], bytes: ofBase64(line[2]) };
    });
  const rootHash = ofBase64(root ?? "");
  require(rootHash.length === HASH, "no root");
  return { origin, size: Number(size), root: rootHash, text, signatures };
}

/** A key as a line of …/vkey states it: the verifier key, then perhaps more. Null for what is no Ed25519 key of a log. */
async function openKey(line) {
  const parts = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)/.exec(line.trim());
  if (!parts) {
    return null;
  }
  const [text, name, id, encoded] = parts;
  const bytes = ofBase64(encoded);
  if (bytes[0] !== ED25519 || bytes.length !== 1 + HASH) {
    return null;
  }
  const computed = hex((await sha256(bytesOf(name), bytesOf("\n"), bytes)).slice(0, 4));
  return computed === id ? { text, name, id, bytes: bytes.slice(1) } : null;
}

/** The listed key that has signed the note. Signatures of keys that are not listed are not looked at. */
async function signer(note, lines, log) {
  require(note.origin.endsWith(`/${log}`), "the checkpoint is another log's");
  for (const key of (await Promise.all(lines.map(openKey))).filter((key) => key?.name === note.origin)) {
    const signature = note.signatures.find((one) => one.name === key.name && hex(one.bytes.slice(0, 4)) === key.id);
    if (signature) {
      require(await verifies(key, signature.bytes.slice(4), note.text), "a signature that is none");
      return key;
    }
  }
  throw new Failed("no listed key has signed");
}

async function verifies(key, signature, text) {
  let imported;
  try {
    imported = await crypto.subtle.importKey("raw", key.bytes, "Ed25519", false, ["verify"]);
  } catch (e) {
    throw e.name === "DataError" ? new Failed("no key") : new Unable("no Ed25519 in this browser");
  }
  return crypto.subtle.verify("Ed25519", imported, signature, bytesOf(text));
}

// ---- the page

/** What the page shows and what the record says: purpose by purpose, and member by member. */
function saysTheSame(event) {
  const record = JSON.parse(new TextDecoder().decode(event));
  for (const group of ["purposes", "vendors"]) {
    const shown = document.querySelectorAll(`[data-${group}]`);
    require(shown.length === Object.keys(record[group] ?? {}).length, `the page leaves out some ${group}`);
    for (const element of shown) {
      require(record[group][element.dataset[group]] === element.dataset.answer, `another answer in ${group}`);
    }
  }
  for (const element of document.querySelectorAll("[data-member]")) {
    require(String(record[element.dataset.member]) === element.dataset.value, `another ${element.dataset.member}`);
  }
}

function show(name, text) {
  for (const place of document.querySelectorAll(`[data-fill="${name}"]`)) {
    place.textContent = text;
  }
}

async function check(section) {
  const outcomes = [];
  const claim = section.dataset;

  async function step(name, work) {
    const item = section.querySelector(`[data-step="${name}"]`);
    if (!item) {
      return;
    }
    let outcome = "good";
    try {
      await work();
    } catch (e) {
      // Whatever else is thrown comes from a record or a note that cannot be read.
      outcome = e instanceof Unable ? "unable" : "bad";
      item.dataset.because = e.message;
    }
    outcomes.push(outcome);
    item.dataset.state = outcome;
    item.querySelector(".state").textContent = claim[`word${outcome[0].toUpperCase()}${outcome.slice(1)}`];
    item.querySelector(".why").hidden = outcome !== "bad";
  }

  const event = claim.event ? ofBase64(claim.event) : null;
  const commitment = event ? await sha256(ENTRY, event) : ofBase64(claim.commitment);
  const leaf = await sha256([LEAF], commitment);
  const index = Number(claim.index);
  let note;
  let tree;
  let key;

  await step("page", () => saysTheSame(event));
  await step("commitment", () => require(same(commitment, ofBase64(claim.commitment)), "another commitment"));
  await step("place", async () => {
    note = openNote(await (await ask(`${claim.log}/checkpoint`, "no-store")).text());
    require(index < note.size, "the log ends before this entry");
    tree = new Tree(claim.log, note.size);
    show("size", note.size.toLocaleString(document.documentElement.lang));
    require(same(await tree.complete(0, index), leaf), "another entry stands there");
  });
  await step("root", async () => {
    if (!tree) {
      throw new Unable("no checkpoint");
    }
    require(same(await tree.rootThrough(index, leaf), note.root), "another root");
    show("root", hex(note.root));
  });
  await step("signature", async () => {
    if (!note) {
      throw new Unable("no checkpoint");
    }
    key = await signer(note, claim.keys.split("\n"), claim.name);
    show("key", key.text);
    show("fingerprint", hex(await sha256(key.bytes)).replace(/(.{8})(?!$)/g, "$1 "));
  });
  return { verdict: outcomes.includes("bad") ? "bad" : outcomes.includes("unable") ? "unable" : "good", key };
}

function compareWithPinned(section, key) {
  const form = section.querySelector("form");
  const said = form.querySelector("output");
  form.hidden = false;
  form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    const pinned = form.querySelector("input").value.trim().split(/\s+/)[0];
    const equal = pinned === key.text;
    said.textContent = equal ? said.dataset.same : said.dataset.other;
    said.dataset.state = equal ? "good" : "bad";
  });
}

/** A choice that was just made takes a moment until the log has it: looks again, a few times. */
async function awaitReceipt() {
  for (let tries = 0; tries < TRIES; tries++) {
    await new Promise((later) => setTimeout(later, 1000));
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer?.ok) {
      location.reload();
      return;
    }
  }
}

async function run() {
  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  if (document.querySelector("[data-again]")) {
    await awaitReceipt();
  }
  const section = document.querySelector("[data-commitment]");
  if (!section) {
    return;
  }
  const verdict = section.querySelector(".verdict");
  verdict.textContent = section.dataset.checking;
  let result = { verdict: "unable" };
  // Browsers give pages no cryptography over plain HTTP, except on their own machine.
  if (globalThis.crypto?.subtle) {
    result = await check(section).catch(() => ({ verdict: "bad" }));
  }
  verdict.textContent = section.dataset[result.verdict];
  verdict.dataset.state = result.verdict;
  if (result.key) {
    compareWithPinned(section, result.key);
  }
}

await run();
