-- Data keys: the only rows that lead from the log to a person. They are no evidence and can be shredded, but only
-- against a tombstone, and re-wrapped, but changed in nothing else.

CREATE SCHEMA keys;

CREATE TABLE keys.data_keys (
    log_id  integer NOT NULL,
    key_no  bigint  NOT NULL,
    site    text    NOT NULL,
    subject text    NOT NULL,
    quarter integer NOT NULL,
    kek_id  text    NOT NULL,
    wrapped bytea   NOT NULL CHECK (octet_length(wrapped) = 61),
    PRIMARY KEY (log_id, key_no),
    UNIQUE (log_id, site, subject, quarter)
) PARTITION BY LIST (log_id);

CREATE FUNCTION keys.demand_tombstone() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog AS
$$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT FROM evidence.tombstones t WHERE t.log_id = OLD.log_id AND t.key_no = OLD.key_no) THEN
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

CREATE FUNCTION keys.guard(guarded regclass) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog AS
$$
BEGIN
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %s
                        FOR EACH STATEMENT EXECUTE FUNCTION evidence.refuse()', guarded);
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = guarded AND tgname = 'demand_tombstone') THEN
        EXECUTE format('CREATE TRIGGER demand_tombstone BEFORE UPDATE OR DELETE ON %s
                            FOR EACH ROW EXECUTE FUNCTION keys.demand_tombstone()', guarded);
    END IF;
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER refuse_truncate', guarded);
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER demand_tombstone', guarded);
END
$$;

SELECT keys.guard('keys.data_keys');

-- Deletes the key rows that have a tombstone; the trigger refuses any other. Answers how many are gone.
CREATE FUNCTION keys.shred(shredded_log integer, shredded_keys bigint[]) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS
$$
WITH gone AS (DELETE FROM keys.data_keys WHERE log_id = shredded_log AND key_no = ANY (shredded_keys) RETURNING 1)
SELECT count(*) FROM gone
$$;

CREATE FUNCTION keys.rewrap(rewrapped_log integer, rewrapped_key bigint, new_kek_id text, new_wrapped bytea) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS
$$
UPDATE keys.data_keys SET kek_id = new_kek_id, wrapped = new_wrapped
WHERE log_id = rewrapped_log AND key_no = rewrapped_key
$$;

-- Makes a log's partitions, with their triggers, if they are not there. Called when a log is opened.
CREATE FUNCTION evidence.prepare_log(generation integer, partition integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
DECLARE
    id     integer := generation * 65536 + partition;
    suffix text    := '_' || generation || '_' || partition;
BEGIN
    IF generation IS NULL OR generation < 1 OR partition IS NULL OR partition NOT BETWEEN 0 AND 65535 THEN
        RAISE EXCEPTION 'no such log';
    END IF;
    -- Two replicas may open logs at once.
    PERFORM pg_advisory_xact_lock(hashtext('evidence.prepare_log'));
    IF to_regclass('evidence.entries' || suffix) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE evidence.%I PARTITION OF evidence.entries FOR VALUES IN (%s)', 'entries' || suffix, id);
    EXECUTE format('CREATE TABLE evidence.%I PARTITION OF evidence.tiles FOR VALUES IN (%s)', 'tiles' || suffix, id);
    EXECUTE format('CREATE TABLE keys.%I PARTITION OF keys.data_keys FOR VALUES IN (%s)', 'data_keys' || suffix, id);
    PERFORM evidence.guard(('evidence.entries' || suffix)::regclass);
    PERFORM evidence.guard(('evidence.tiles' || suffix)::regclass);
    PERFORM keys.guard(('keys.data_keys' || suffix)::regclass);
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA evidence, keys FROM PUBLIC;
GRANT USAGE ON SCHEMA evidence, keys TO ledger_app;
GRANT SELECT, INSERT ON evidence.logs, evidence.entries, evidence.tiles, evidence.batches, evidence.gaps,
    evidence.dead_letters, evidence.checkpoints, evidence.tombstones, keys.data_keys TO ledger_app;
GRANT EXECUTE ON FUNCTION evidence.prepare_log, keys.shred, keys.rewrap TO ledger_app;
