-- Who did what. Append-only: the service's role may INSERT and SELECT, and triggers refuse the rest to everyone.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: the table is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TABLE journal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  site text,
  object_type text NOT NULL,
  object_id text NOT NULL,
  details jsonb NOT NULL
);
CREATE INDEX journal_by_object ON journal (object_type, object_id);

CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE journal ENABLE ALWAYS TRIGGER journal_append_only;
ALTER TABLE journal ENABLE ALWAYS TRIGGER journal_no_truncate;

GRANT INSERT, SELECT ON journal TO ${app_role};
