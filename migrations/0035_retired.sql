-- Since which day a body meets no more, and a community calls no sittings; empty while they do.
ALTER TABLE bodies ADD COLUMN retired TEXT NOT NULL DEFAULT '';
ALTER TABLE communities ADD COLUMN retired TEXT NOT NULL DEFAULT '';
