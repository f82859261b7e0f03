-- Erasure that keeps the proof of past grants apart, restriction that can be lifted, and the end of retention.

-- Kind 9: a restriction is lifted. Kind 8 and 10 belong to other migrations, which may run before or after this one.
ALTER TABLE evidence.entries DROP CONSTRAINT IF EXISTS entries_kind_check;
ALTER TABLE evidence.entries ADD CONSTRAINT entries_kind_check CHECK (kind BETWEEN 1 AND 10);

-- The entry that restricts the subject (kind 4), on all of its keys; null where nothing does.
ALTER TABLE keys.data_keys ADD COLUMN restricted_by bigint;

-- Marks or unmarks the keys of a restricted subject, by a logged order only: kind 4, or kind 9 where it is lifted.
CREATE FUNCTION keys.restrict(restricted_log integer, restricted_keys bigint[], order_idx bigint, lifted boolean)
    RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
DECLARE
    changed bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM evidence.entries e WHERE e.log_id = restricted_log AND e.idx = order_idx
                   AND e.kind = CASE WHEN lifted THEN 9 ELSE 4 END) THEN
        RAISE EXCEPTION 'a subject is restricted only by a logged order' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE keys.data_keys SET restricted_by = CASE WHEN lifted THEN NULL ELSE order_idx END
    WHERE log_id = restricted_log AND key_no = ANY (restricted_keys);
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END
$$;

-- That an erasure kept proofs, and until when: so that nobody takes them away unseen.
CREATE TABLE evidence.kept (
    log_id     integer     NOT NULL REFERENCES evidence.logs,
    erasure    bigint      NOT NULL,
    proofs     integer     NOT NULL CHECK (proofs > 0),
    keep_until timestamptz NOT NULL,
    PRIMARY KEY (log_id, erasure)
);
SELECT evidence.guard('evidence.kept');

-- That their time was over.
CREATE TABLE evidence.expiries (
    log_id  integer     NOT NULL,
    erasure bigint      NOT NULL,
    idx     bigint      NOT NULL CHECK (idx > erasure),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (log_id, erasure),
    FOREIGN KEY (log_id, erasure) REFERENCES evidence.kept
);
SELECT evidence.guard('evidence.expiries');

-- Restricted storage: proofs of past grants of people who were erased, until the evidence period is over. A case is named
-- by the entry that ordered the erasure; its key seals its proofs and nothing else.
CREATE SCHEMA restricted;

CREATE TABLE restricted.cases (
    log_id     integer     NOT NULL,
    erasure    bigint      NOT NULL,
    site       text        NOT NULL,
    request_id text,
    keep_until timestamptz NOT NULL,
    kek_id     text        NOT NULL,
    wrapped    bytea       NOT NULL CHECK (octet_length(wrapped) = 61),
    PRIMARY KEY (log_id, erasure),
    FOREIGN KEY (log_id, erasure) REFERENCES evidence.kept
);
CREATE INDEX cases_by_end ON restricted.cases (keep_until);
CREATE INDEX cases_of_site ON restricted.cases (site, log_id, erasure);

CREATE TABLE restricted.proofs (
    log_id  integer NOT NULL,
    erasure bigint  NOT NULL,
    idx     bigint  NOT NULL CHECK (idx <= erasure),
    sealed  bytea   NOT NULL,
    PRIMARY KEY (log_id, erasure, idx),
    FOREIGN KEY (log_id, erasure) REFERENCES restricted.cases ON DELETE CASCADE
);

CREATE FUNCTION restricted.demand_expiry() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog AS
$$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF TG_TABLE_NAME = 'proofs' OR (to_jsonb(NEW) - 'kek_id' - 'wrapped') <> (to_jsonb(OLD) - 'kek_id' - 'wrapped') THEN
            RAISE EXCEPTION 'a kept proof is not changed' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM evidence.expiries x WHERE x.log_id = OLD.log_id AND x.erasure = OLD.erasure) THEN
        RAISE EXCEPTION 'a kept proof is deleted only when its time is over' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
END
$$;

CREATE TRIGGER demand_expiry BEFORE UPDATE OR DELETE ON restricted.cases
    FOR EACH ROW EXECUTE FUNCTION restricted.demand_expiry();
CREATE TRIGGER demand_expiry BEFORE UPDATE OR DELETE ON restricted.proofs
    FOR EACH ROW EXECUTE FUNCTION restricted.demand_expiry();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON restricted.cases
    FOR EACH STATEMENT EXECUTE FUNCTION evidence.refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON restricted.proofs
    FOR EACH STATEMENT EXECUTE FUNCTION evidence.refuse();
ALTER TABLE restricted.cases ENABLE ALWAYS TRIGGER demand_expiry;
ALTER TABLE restricted.cases ENABLE ALWAYS TRIGGER refuse_truncate;
ALTER TABLE restricted.proofs ENABLE ALWAYS TRIGGER demand_expiry;
ALTER TABLE restricted.proofs ENABLE ALWAYS TRIGGER refuse_truncate;

-- An expiry is written only by a logged order (kind 5), and only when the case's date has passed.
CREATE FUNCTION restricted.demand_date() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog AS
$$
BEGIN
    IF NOT EXISTS (SELECT FROM evidence.kept k WHERE k.log_id = NEW.log_id AND k.erasure = NEW.erasure
                   AND k.keep_until <= clock_timestamp())
       OR NOT EXISTS (SELECT FROM evidence.entries e WHERE e.log_id = NEW.log_id AND e.idx = NEW.idx AND e.kind = 5) THEN
        RAISE EXCEPTION 'a kept proof expires by a logged order, and not before its date'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER demand_date BEFORE INSERT ON evidence.expiries
    FOR EACH ROW EXECUTE FUNCTION restricted.demand_date();
ALTER TABLE evidence.expiries ENABLE ALWAYS TRIGGER demand_date;

-- Ends a case whose time is over; does nothing for one whose time is not, or that is no more. Answers how many it ended.
CREATE FUNCTION restricted.expire(expired_log integer, expired_erasure bigint, order_idx bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
DECLARE
    ended bigint;
BEGIN
    INSERT INTO evidence.expiries (log_id, erasure, idx)
    SELECT c.log_id, c.erasure, order_idx FROM restricted.cases c
    WHERE c.log_id = expired_log AND c.erasure = expired_erasure AND c.keep_until <= clock_timestamp();
    DELETE FROM restricted.cases c WHERE c.log_id = expired_log AND c.erasure = expired_erasure
        AND EXISTS (SELECT FROM evidence.expiries x WHERE x.log_id = c.log_id AND x.erasure = c.erasure);
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END
$$;

CREATE FUNCTION restricted.rewrap(rewrapped_log integer, rewrapped_erasure bigint, new_kek_id text, new_wrapped bytea)
    RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS
$$
UPDATE restricted.cases SET kek_id = new_kek_id, wrapped = new_wrapped
WHERE log_id = rewrapped_log AND erasure = rewrapped_erasure
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA restricted FROM PUBLIC;
REVOKE ALL ON FUNCTION keys.restrict FROM PUBLIC;
GRANT USAGE ON SCHEMA restricted TO ledger_app;
GRANT SELECT, INSERT ON restricted.cases, restricted.proofs, evidence.kept, evidence.expiries TO ledger_app;
GRANT EXECUTE ON FUNCTION keys.restrict, restricted.expire, restricted.rewrap TO ledger_app;
