-- What witnesses have signed of published checkpoints (C2SP tlog-cosignature).
CREATE TABLE evidence.cosignatures (
    log_id      integer     NOT NULL,
    size        bigint      NOT NULL,
    witness     text        NOT NULL,
    line        text        NOT NULL,
    cosigned_at timestamptz NOT NULL,
    PRIMARY KEY (log_id, size, witness),
    FOREIGN KEY (log_id, size) REFERENCES evidence.checkpoints
);
SELECT evidence.guard('evidence.cosignatures'::regclass);
GRANT SELECT, INSERT ON evidence.cosignatures TO ledger_app;
