-- Of a step: how often it was reported as reached (a report that was corrected says so), on which day it was put into the
-- plan, and why it was given up.
ALTER TABLE milestones ADD COLUMN reports BIGINT NOT NULL DEFAULT 0;
ALTER TABLE milestones ADD COLUMN planned_day TEXT NOT NULL DEFAULT '';
ALTER TABLE milestones ADD COLUMN dropped TEXT NOT NULL DEFAULT '';
