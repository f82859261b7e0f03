-- Finds the data keys under one key-encryption key: at start, so that none is missing, and when they are wrapped anew.
CREATE INDEX data_keys_of_kek ON keys.data_keys (kek_id);

-- Wraps many keys anew in one statement; the trigger refuses any other change. Answers how many are still there.
CREATE FUNCTION keys.rewrap_all(logs integer[], numbers bigint[], new_kek_id text, new_wrapped bytea[]) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS
$$
WITH anew AS (
    UPDATE keys.data_keys k SET kek_id = new_kek_id, wrapped = w.wrapped
    FROM unnest(logs, numbers, new_wrapped) AS w (log_id, key_no, wrapped)
    WHERE k.log_id = w.log_id AND k.key_no = w.key_no RETURNING 1)
SELECT count(*) FROM anew
$$;

REVOKE ALL ON FUNCTION keys.rewrap_all FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keys.rewrap_all TO ledger_app;
