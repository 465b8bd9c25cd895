-- Of a vote: whether ballots are taken by phone too (1), or on paper alone (0).
ALTER TABLE votes ADD COLUMN phones BIGINT NOT NULL DEFAULT 1;
