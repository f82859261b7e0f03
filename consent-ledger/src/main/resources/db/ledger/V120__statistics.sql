-- Counts of what people answered, by day. They are no evidence: everything here follows from the entries that can be
-- opened, is counted in the transaction that appends them, and can be deleted and counted again.

CREATE SCHEMA statistics;

-- How far a log is counted. It moves with the log's size; where it stands lower, entries are left to count.
CREATE TABLE statistics.counted (
    log_id integer PRIMARY KEY,
    size   bigint NOT NULL CHECK (size >= 0)
);

CREATE TABLE statistics.daily (
    site           text    NOT NULL,
    day            date    NOT NULL,
    log_id         integer NOT NULL,
    language       text    NOT NULL,
    surface        text    NOT NULL,
    notice_version integer NOT NULL,
    outcome        text    NOT NULL CHECK (outcome IN ('accept', 'refuse', 'custom', 'withdraw')),
    n              bigint  NOT NULL CHECK (n >= 0),
    PRIMARY KEY (site, day, log_id, language, surface, notice_version, outcome)
) WITH (fillfactor = 70);

CREATE FUNCTION statistics.begin_log() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog AS
$$
BEGIN
    INSERT INTO statistics.counted (log_id, size) VALUES (NEW.log_id, 0) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER begin_statistics AFTER INSERT ON evidence.logs
    FOR EACH ROW EXECUTE FUNCTION statistics.begin_log();
INSERT INTO statistics.counted (log_id, size) SELECT log_id, 0 FROM evidence.logs;

REVOKE ALL ON FUNCTION statistics.begin_log FROM PUBLIC;
GRANT USAGE ON SCHEMA statistics TO ledger_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON statistics.counted, statistics.daily TO ledger_app;
