-- Of a step: why more is planned than was decided, or empty.
ALTER TABLE milestones ADD COLUMN over_reason TEXT NOT NULL DEFAULT '';
