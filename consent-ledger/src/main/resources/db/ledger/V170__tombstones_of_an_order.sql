-- What an erasure shredded is asked for when it is answered, and stated in the log.
CREATE INDEX tombstones_of_order ON evidence.tombstones (log_id, idx);
