-- In which role a ground was put on record.
ALTER TABLE grounds ADD COLUMN role TEXT NOT NULL DEFAULT '';
