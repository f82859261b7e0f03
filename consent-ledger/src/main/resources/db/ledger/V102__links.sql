-- Entries of two further kinds: a browser is linked to a signed-in person (6), or no longer is (7).
ALTER TABLE evidence.entries DROP CONSTRAINT entries_kind_check;
ALTER TABLE evidence.entries ADD CONSTRAINT entries_kind_check CHECK (kind BETWEEN 1 AND 7);
