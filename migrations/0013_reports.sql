-- How often a milestone was reported as reached: a report that was corrected says so.
ALTER TABLE milestones ADD COLUMN reports BIGINT NOT NULL DEFAULT 0;
