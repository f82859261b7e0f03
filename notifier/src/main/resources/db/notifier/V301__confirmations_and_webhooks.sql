-- The mails that ask the owner of an address for a confirmation: one for each address, site and day. No address is kept;
-- the subject is its pseudonym. Rows go after some days.
CREATE TABLE confirmation_mail (
  site text NOT NULL,
  subject text NOT NULL,
  day date NOT NULL,
  choice_event_id uuid NOT NULL,
  -- set before the mail server is asked: a mail whose fate a crash has hidden is not sent again
  claimed_at timestamptz NOT NULL,
  sent_at timestamptz,
  PRIMARY KEY (site, subject, day)
);
CREATE INDEX confirmation_mail_by_day ON confirmation_mail (day);

-- What sites are to be told, and what became of it.
CREATE TABLE webhook_delivery (
  id uuid PRIMARY KEY,
  site text NOT NULL,
  url text NOT NULL,
  kind text NOT NULL,
  event_id uuid NOT NULL,
  body text NOT NULL,
  queued_at timestamptz NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  -- the last answer's status, or a word for why there was none
  last_outcome text,
  delivered_at timestamptz,
  given_up_at timestamptz,
  -- the topic is read at least once
  UNIQUE (event_id, kind, url)
);
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (next_attempt_at)
  WHERE delivered_at IS NULL AND given_up_at IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON confirmation_mail TO ${app_role};
GRANT SELECT, INSERT, UPDATE ON webhook_delivery TO ${app_role};
