-- Records that wait for Kafka. Rows leave once Kafka has acknowledged them.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic text NOT NULL,
  partition integer,
  key bytea NOT NULL,
  headers jsonb NOT NULL,
  value bytea NOT NULL
);

GRANT INSERT, SELECT, DELETE ON outbox TO ${app_role};
