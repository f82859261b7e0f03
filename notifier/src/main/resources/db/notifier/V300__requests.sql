-- Requests of people, the mails they consist of, and what happened to them.
CREATE TABLE subject_request (
  id uuid PRIMARY KEY,
  revision integer NOT NULL,
  site text NOT NULL,
  reference text NOT NULL UNIQUE,
  sender text NOT NULL,
  sender_name text,
  subject text NOT NULL,
  language text NOT NULL,
  status text NOT NULL,
  received_at timestamptz NOT NULL,
  opened_at timestamptz NOT NULL,
  received_on date NOT NULL,
  month_ends_on date NOT NULL,
  due_on date NOT NULL,
  due_at timestamptz NOT NULL,
  time_zone text NOT NULL,
  country text NOT NULL,
  holidays_known boolean NOT NULL,
  -- one line for each day: its date, a space, why no period ends on it
  passed_over text NOT NULL
);
CREATE INDEX subject_request_by_deadline ON subject_request (site, due_at, id);

-- Every mail of a mailbox, once. Without a request: set aside, because a machine sent it.
CREATE TABLE message (
  id uuid PRIMARY KEY,
  site text NOT NULL,
  request_id uuid REFERENCES subject_request,
  identity text NOT NULL,
  fingerprint text NOT NULL,
  message_id text,
  sender text NOT NULL,
  sender_name text,
  subject text NOT NULL,
  body text NOT NULL,
  origin text NOT NULL,
  complete boolean NOT NULL,
  received_at timestamptz NOT NULL,
  taken_at timestamptz NOT NULL,
  UNIQUE (site, identity)
);
CREATE INDEX message_by_request ON message (request_id, received_at);
CREATE INDEX message_by_message_id ON message (site, message_id);
CREATE INDEX message_set_aside ON message (site, received_at) WHERE request_id IS NULL;

-- Apart from the message, so that a list never reads megabytes.
CREATE TABLE message_raw (
  message_id uuid PRIMARY KEY REFERENCES message,
  content bytea NOT NULL
);

CREATE TABLE attachment (
  id uuid PRIMARY KEY,
  message_id uuid NOT NULL REFERENCES message,
  position integer NOT NULL,
  name text NOT NULL,
  content_type text NOT NULL,
  size bigint NOT NULL,
  sha256 text NOT NULL,
  kept boolean NOT NULL
);
CREATE INDEX attachment_by_message ON attachment (message_id, position);

CREATE TABLE attachment_content (
  attachment_id uuid PRIMARY KEY REFERENCES attachment,
  content bytea NOT NULL
);

CREATE TABLE request_event (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES subject_request,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  actor text NOT NULL,
  detail text
);
CREATE INDEX request_event_by_request ON request_event (request_id, at);
CREATE TRIGGER request_event_append_only BEFORE UPDATE OR DELETE ON request_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER request_event_no_truncate BEFORE TRUNCATE ON request_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE request_event ENABLE ALWAYS TRIGGER request_event_append_only;
ALTER TABLE request_event ENABLE ALWAYS TRIGGER request_event_no_truncate;

-- Letters to people: written in the transaction that causes them, sent afterwards.
CREATE TABLE letter (
  id uuid PRIMARY KEY,
  revision integer NOT NULL,
  site text NOT NULL,
  request_id uuid NOT NULL REFERENCES subject_request,
  kind text NOT NULL,
  language text NOT NULL,
  message_id text NOT NULL UNIQUE,
  in_reply_to text,
  mail_references text,
  sender text NOT NULL,
  sender_name text NOT NULL,
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  queued_at timestamptz NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  attempts integer NOT NULL,
  sent_at timestamptz,
  given_up_at timestamptz,
  returned_at timestamptz
);
CREATE UNIQUE INDEX letter_one_acknowledgement ON letter (request_id) WHERE kind = 'ACKNOWLEDGEMENT';
CREATE INDEX letter_waiting ON letter (next_attempt_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
CREATE INDEX letter_by_recipient ON letter (site, lower(recipient), queued_at);
CREATE INDEX letter_by_request ON letter (request_id);

-- How far each mailbox has been read (IMAP's UIDVALIDITY and UID).
CREATE TABLE mailbox_position (
  site text PRIMARY KEY,
  uid_validity bigint NOT NULL,
  last_uid bigint NOT NULL
);

GRANT SELECT, INSERT ON message, message_raw, attachment, attachment_content, request_event TO ${app_role};
GRANT SELECT, INSERT, UPDATE ON subject_request, letter, mailbox_position TO ${app_role};
