-- For how long the proof of a consent is kept after it ended, and why. A site that asks for consent is not published without.
ALTER TABLE site ADD COLUMN evidence jsonb;
