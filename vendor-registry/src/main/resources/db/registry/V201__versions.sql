-- A published version: its content byte for byte as it was hashed. Only ever inserted and read.
CREATE TABLE version (
  site text NOT NULL,
  number integer NOT NULL CHECK (number >= 1),
  -- Canonical JSON (RFC 8785); text, because jsonb would not keep the bytes.
  content text NOT NULL,
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  published_at timestamptz NOT NULL,
  published_by text NOT NULL,
  -- What the publish rules found and did not refuse.
  findings jsonb NOT NULL,
  PRIMARY KEY (site, number),
  CHECK (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
);

-- What was last told to the other services, so that a change of configuration is told as well.
CREATE TABLE announcement (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site text NOT NULL,
  number integer NOT NULL,
  -- SHA-256 of the snapshot without the event's id.
  digest text NOT NULL,
  announced_at timestamptz NOT NULL,
  FOREIGN KEY (site, number) REFERENCES version
);
CREATE INDEX announcement_by_site ON announcement (site, id DESC);

CREATE FUNCTION next_version_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number <> 1 + coalesce((SELECT max(number) FROM version WHERE site = NEW.site), 0) THEN
    RAISE EXCEPTION 'version % of % would leave a gap', NEW.number, NEW.site USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER version_without_gaps BEFORE INSERT ON version FOR EACH ROW EXECUTE FUNCTION next_version_only();

CREATE TRIGGER version_append_only BEFORE UPDATE OR DELETE ON version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER version_no_truncate BEFORE TRUNCATE ON version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE version ENABLE ALWAYS TRIGGER version_without_gaps;
ALTER TABLE version ENABLE ALWAYS TRIGGER version_append_only;
ALTER TABLE version ENABLE ALWAYS TRIGGER version_no_truncate;

GRANT SELECT, INSERT ON version, announcement TO ${app_role};
