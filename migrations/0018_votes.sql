-- Of a step: why more is planned than was decided, or empty.
ALTER TABLE milestones ADD COLUMN over_reason TEXT NOT NULL DEFAULT '';
-- Of a vote: whether ballots are taken by phone too, or on paper alone.
ALTER TABLE votes ADD COLUMN phones BIGINT NOT NULL DEFAULT 1;
