-- The loss account: what the ledger has of each producer run, and what that run says that it told its callers.

-- One row per batch and producer run of which the batch has records.
CREATE TABLE evidence.runs (
    log_id      integer NOT NULL REFERENCES evidence.logs,
    run         text    NOT NULL,
    offset_from bigint  NOT NULL,
    entries     bigint  NOT NULL CHECK (entries >= 0),
    duplicates  bigint  NOT NULL CHECK (duplicates >= 0),
    PRIMARY KEY (log_id, run, offset_from),
    FOREIGN KEY (log_id, offset_from) REFERENCES evidence.batches
);

-- One row per account and log whose counts it changes; of a run's last account, one per log.
CREATE TABLE evidence.intake_accounts (
    run              text        NOT NULL,
    log_id           integer     NOT NULL,
    kafka_offset     bigint      NOT NULL,
    recorded_at      timestamptz NOT NULL,
    accepted         bigint      NOT NULL CHECK (accepted >= 0),
    unknown_outcomes bigint      NOT NULL CHECK (unknown_outcomes >= 0),
    ended            boolean     NOT NULL,
    log_end          bigint      NOT NULL CHECK (log_end >= 0),
    stored_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (run, log_id, kafka_offset)
);
CREATE INDEX intake_accounts_by_offset ON evidence.intake_accounts (kafka_offset);

SELECT evidence.guard(t::regclass) FROM unnest(ARRAY ['evidence.runs', 'evidence.intake_accounts']) AS q(t);

GRANT SELECT, INSERT ON evidence.runs, evidence.intake_accounts TO ledger_app;
