-- A frozen log takes no entry, so an erasure there has none to name. The request that ordered it stands in its place.
CREATE TABLE evidence.frozen_tombstones (
    log_id  integer     NOT NULL REFERENCES evidence.frozen_logs,
    key_no  bigint      NOT NULL,
    request uuid        NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (log_id, key_no)
);
SELECT evidence.guard('evidence.frozen_tombstones'::regclass);
GRANT SELECT, INSERT ON evidence.frozen_tombstones TO ledger_app;

CREATE OR REPLACE FUNCTION keys.demand_tombstone() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog AS
$$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT FROM evidence.tombstones t WHERE t.log_id = OLD.log_id AND t.key_no = OLD.key_no)
           AND NOT EXISTS (SELECT FROM evidence.frozen_tombstones t
                           WHERE t.log_id = OLD.log_id AND t.key_no = OLD.key_no) THEN
            RAISE EXCEPTION 'a key is deleted only against its tombstone' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN OLD;
    END IF;
    IF (NEW.log_id, NEW.key_no, NEW.site, NEW.subject, NEW.quarter)
        IS DISTINCT FROM (OLD.log_id, OLD.key_no, OLD.site, OLD.subject, OLD.quarter) THEN
        RAISE EXCEPTION 'a key can be re-wrapped, not changed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
