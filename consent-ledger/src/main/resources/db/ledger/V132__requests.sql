-- Requests of people, and what became of them here. Names requests and entries, and never subjects.
CREATE SCHEMA erasure;

CREATE TABLE erasure.requests (
    event_id    uuid        PRIMARY KEY,
    site        text        NOT NULL,
    request_id  text        NOT NULL,
    asked_right text        NOT NULL,
    decision    text,
    lifted      boolean     NOT NULL DEFAULT false,
    reason      text,
    asked_by    text,
    repeat_tag  bytea       UNIQUE,
    body_tag    bytea,
    same_tag    bytea       UNIQUE,
    asked_at    timestamptz NOT NULL,
    taken_at    timestamptz,
    orders      jsonb       NOT NULL DEFAULT '[]',
    outcome     text,
    kept_until  timestamptz,
    answered_at timestamptz
);
CREATE INDEX requests_waiting ON erasure.requests (taken_at) WHERE answered_at IS NULL AND taken_at IS NOT NULL;

-- How far subject.requests has been taken, so that a database that was set back takes again what came since.
CREATE TABLE erasure.positions (
    partition   integer PRIMARY KEY,
    next_offset bigint  NOT NULL
);

-- Answers to requests for access: sealed, for a time, and gone at once when the person is erased.
CREATE TABLE erasure.packages (
    id         uuid        PRIMARY KEY,
    site       text        NOT NULL,
    request_id text        NOT NULL,
    expires_at timestamptz NOT NULL,
    whose      bytea[]     NOT NULL,
    kek_id     text        NOT NULL,
    wrapped    bytea       NOT NULL CHECK (octet_length(wrapped) = 61),
    sealed     bytea       NOT NULL
);
CREATE INDEX packages_by_end ON erasure.packages (expires_at);
CREATE INDEX packages_by_whose ON erasure.packages USING gin (whose);

GRANT USAGE ON SCHEMA erasure TO ledger_app;
GRANT SELECT, INSERT, UPDATE ON erasure.requests, erasure.positions TO ledger_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON erasure.packages TO ledger_app;
