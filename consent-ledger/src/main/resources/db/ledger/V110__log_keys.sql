-- Entries of three further kinds: 8 the log's signing key gives way to another; 9 and 10 are kept free.
ALTER TABLE evidence.entries DROP CONSTRAINT entries_kind_check;
ALTER TABLE evidence.entries ADD CONSTRAINT entries_kind_check CHECK (kind BETWEEN 1 AND 10);

-- The key that each log began with. Every later one is in an entry of the log itself.
CREATE TABLE evidence.log_keys (
    log_id    integer     PRIMARY KEY REFERENCES evidence.logs,
    first_key text        NOT NULL,
    noted_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
SELECT evidence.guard('evidence.log_keys'::regclass);
GRANT SELECT, INSERT ON evidence.log_keys TO ledger_app;
