-- The ledger's evidence. Whatever stands in schema "evidence" is only ever inserted and read; docs/ledger-storage.md
-- explains each column and every byte format. Runs as ledger_owner, which cannot log in.

CREATE SCHEMA evidence;

CREATE FUNCTION evidence.refuse() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog AS
$$
BEGIN
    RAISE EXCEPTION '% on %.% is refused: evidence is append-only', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

-- Statement triggers refuse even a statement that hits no row; row triggers also stand against replicated changes.
-- Row triggers are cloned to partitions, statement triggers are not: call this for the parent and every partition.
CREATE FUNCTION evidence.guard(guarded regclass) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog AS
$$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER refuse_statement BEFORE UPDATE OR DELETE OR TRUNCATE ON %s
             FOR EACH STATEMENT EXECUTE FUNCTION evidence.refuse()', guarded);
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = guarded AND tgname = 'refuse_row') THEN
        EXECUTE format(
            'CREATE TRIGGER refuse_row BEFORE UPDATE OR DELETE ON %s
                 FOR EACH ROW EXECUTE FUNCTION evidence.refuse()', guarded);
    END IF;
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER refuse_statement', guarded);
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER refuse_row', guarded);
END
$$;

CREATE TABLE evidence.logs (
    log_id     integer     PRIMARY KEY,
    name       text        NOT NULL UNIQUE,
    generation integer     NOT NULL CHECK (generation >= 1),
    partition  integer     NOT NULL CHECK (partition BETWEEN 0 AND 65535),
    origin     text        NOT NULL UNIQUE,
    topic      text        NOT NULL,
    topic_id   uuid        NOT NULL,
    opened_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (name = generation || '-' || partition),
    CHECK (log_id = generation * 65536 + partition)
);

CREATE TABLE evidence.entries (
    log_id      integer  NOT NULL,
    idx         bigint   NOT NULL CHECK (idx >= 0),
    event_id    uuid     NOT NULL,
    key_no      bigint   NOT NULL CHECK (key_no BETWEEN 0 AND idx),
    sequence    bigint,
    kind        smallint NOT NULL CHECK (kind BETWEEN 1 AND 5),
    commitment  bytea    NOT NULL CHECK (octet_length(commitment) = 32),
    receipt_tag bytea    NOT NULL CHECK (octet_length(receipt_tag) = 16),
    sealed      bytea    NOT NULL,
    PRIMARY KEY (log_id, idx),
    UNIQUE (log_id, event_id)
) PARTITION BY LIST (log_id);
CREATE INDEX entries_of_key ON evidence.entries (log_id, key_no, idx);

CREATE TABLE evidence.tiles (
    log_id integer  NOT NULL,
    level  smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
    n      bigint   NOT NULL CHECK (n >= 0),
    root   bytea    NOT NULL CHECK (octet_length(root) = 32),
    hashes bytea    NOT NULL CHECK (octet_length(hashes) = 8192),
    PRIMARY KEY (log_id, level, n)
) PARTITION BY LIST (log_id);
-- Hashes do not compress.
ALTER TABLE evidence.tiles ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- The primary key is the fence: two writers that start from the same last batch cannot both commit.
CREATE TABLE evidence.batches (
    log_id       integer     NOT NULL REFERENCES evidence.logs,
    offset_from  bigint      NOT NULL CHECK (offset_from >= 0),
    offset_to    bigint      NOT NULL,
    size_before  bigint      NOT NULL CHECK (size_before >= 0),
    size_after   bigint      NOT NULL,
    root         bytea       NOT NULL CHECK (octet_length(root) = 32),
    topic_id     uuid        NOT NULL,
    leader_epoch integer,
    entries      bigint      NOT NULL CHECK (entries >= 0),
    duplicates   bigint      NOT NULL CHECK (duplicates >= 0),
    dead_letters bigint      NOT NULL CHECK (dead_letters >= 0),
    gaps         bigint      NOT NULL CHECK (gaps >= 0),
    appended_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (log_id, offset_from),
    UNIQUE (log_id, offset_to),
    CHECK (offset_to > offset_from),
    CHECK (size_after = size_before + entries),
    CHECK (entries + duplicates + dead_letters + gaps = offset_to - offset_from)
);
CREATE UNIQUE INDEX batches_grow_once ON evidence.batches (log_id, size_before) WHERE entries > 0;

CREATE TABLE evidence.gaps (
    log_id      integer NOT NULL REFERENCES evidence.logs,
    offset_from bigint  NOT NULL,
    offset_to   bigint  NOT NULL CHECK (offset_to > offset_from),
    reason      text    NOT NULL,
    PRIMARY KEY (log_id, offset_from)
);

CREATE TABLE evidence.dead_letters (
    log_id       integer NOT NULL REFERENCES evidence.logs,
    kafka_offset bigint  NOT NULL,
    reason       text    NOT NULL,
    hash         bytea   NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (log_id, kafka_offset)
);

CREATE TABLE evidence.checkpoints (
    log_id    integer     NOT NULL REFERENCES evidence.logs,
    size      bigint      NOT NULL CHECK (size >= 0),
    root      bytea       NOT NULL CHECK (octet_length(root) = 32),
    note      text        NOT NULL,
    signed_at timestamptz NOT NULL,
    PRIMARY KEY (log_id, size)
);

CREATE TABLE evidence.tombstones (
    log_id integer     NOT NULL REFERENCES evidence.logs,
    key_no bigint      NOT NULL,
    idx    bigint      NOT NULL CHECK (idx >= key_no),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (log_id, key_no)
);

SELECT evidence.guard(t::regclass)
FROM unnest(ARRAY ['logs', 'entries', 'tiles', 'batches', 'gaps', 'dead_letters', 'checkpoints', 'tombstones']) AS x,
     LATERAL (SELECT 'evidence.' || x) AS q(t);
