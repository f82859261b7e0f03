-- Logs that ended against their will: what was signed of them can no longer be extended. They are served as they are and
-- never signed again; a new generation of logs goes on.
CREATE TABLE evidence.frozen_logs (
    log_id    integer     PRIMARY KEY REFERENCES evidence.logs,
    reason    text        NOT NULL,
    size      bigint      NOT NULL CHECK (size >= 0),
    root      bytea       NOT NULL CHECK (octet_length(root) = 32),
    note      text        NOT NULL,
    frozen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
SELECT evidence.guard('evidence.frozen_logs'::regclass);
GRANT SELECT, INSERT ON evidence.frozen_logs TO ledger_app;
