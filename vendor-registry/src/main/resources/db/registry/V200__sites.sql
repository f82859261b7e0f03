-- The draft of each site: what staff change. Words per language are JSON objects, BCP 47 tag to text.
CREATE TABLE site (
  id text PRIMARY KEY CHECK (id ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text NOT NULL,
  sample boolean NOT NULL,
  based_on date,
  languages jsonb NOT NULL,
  time_zone text NOT NULL,
  renew_after text NOT NULL,
  origins jsonb NOT NULL,
  controller jsonb NOT NULL,
  authorities jsonb NOT NULL,
  laws jsonb NOT NULL,
  holdings jsonb NOT NULL,
  notes jsonb NOT NULL,
  texts jsonb NOT NULL,
  assumed jsonb NOT NULL,
  -- Counts changes of the draft; two editors cannot overwrite each other unseen.
  revision integer NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);

CREATE TABLE purpose (
  site text NOT NULL REFERENCES site ON DELETE CASCADE,
  id text NOT NULL,
  position integer NOT NULL,
  exempt boolean NOT NULL,
  basis text NOT NULL,
  names jsonb NOT NULL,
  descriptions jsonb NOT NULL,
  examples jsonb,
  source text NOT NULL,
  PRIMARY KEY (site, id)
);

CREATE TABLE vendor (
  site text NOT NULL REFERENCES site ON DELETE CASCADE,
  id text NOT NULL,
  position integer NOT NULL,
  name text NOT NULL,
  country text NOT NULL,
  role text NOT NULL,
  purposes jsonb NOT NULL,
  services jsonb NOT NULL,
  policy_url text,
  transfers jsonb,
  source text NOT NULL,
  PRIMARY KEY (site, id)
);

CREATE TABLE cookie (
  site text NOT NULL REFERENCES site ON DELETE CASCADE,
  position integer NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  party text NOT NULL,
  provider text,
  purpose text NOT NULL,
  lifetime text NOT NULL,
  renewed boolean NOT NULL,
  read_by text NOT NULL,
  descriptions jsonb NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (site, position),
  FOREIGN KEY (site, purpose) REFERENCES purpose DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (site, provider) REFERENCES vendor DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE agreement (
  site text NOT NULL REFERENCES site ON DELETE CASCADE,
  position integer NOT NULL,
  vendor text NOT NULL,
  kind text NOT NULL,
  reference text,
  valid_from date NOT NULL,
  valid_until date,
  source text NOT NULL,
  PRIMARY KEY (site, position),
  FOREIGN KEY (site, vendor) REFERENCES vendor DEFERRABLE INITIALLY DEFERRED
);

GRANT SELECT, INSERT, UPDATE, DELETE ON site, purpose, vendor, cookie, agreement TO ${app_role};
