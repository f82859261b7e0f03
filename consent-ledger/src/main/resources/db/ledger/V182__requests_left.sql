-- Requests that could not be carried out when they were read. What they ask stands on the topic alone, at this place; whose
-- they are stands here as tags, so that a later request of the same person waits for them.
CREATE TABLE erasure.left_requests (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    partition     integer     NOT NULL,
    record_offset bigint      NOT NULL,
    whose         bytea[]     NOT NULL,
    since         timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (partition, record_offset)
);
CREATE INDEX left_requests_by_whose ON erasure.left_requests USING gin (whose);

-- Requests that the topic let go before they were carried out. Who has looked into them says so here.
CREATE TABLE erasure.lost_requests (
    partition      integer     NOT NULL,
    from_offset    bigint      NOT NULL,
    to_offset      bigint      NOT NULL,
    noticed_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    looked_into_at timestamptz,
    PRIMARY KEY (partition, from_offset)
);

GRANT SELECT, INSERT, DELETE ON erasure.left_requests TO ledger_app;
GRANT SELECT, INSERT ON erasure.lost_requests TO ledger_app;

-- The same request again is the first one while that is on its way, and one of its own once that is answered.
ALTER TABLE erasure.requests DROP CONSTRAINT requests_same_tag_key;
CREATE INDEX requests_by_same_tag ON erasure.requests (same_tag) WHERE answered_at IS NULL;
DROP INDEX erasure.requests_waiting;
CREATE INDEX requests_unanswered ON erasure.requests (event_id) WHERE answered_at IS NULL AND taken_at IS NOT NULL;
