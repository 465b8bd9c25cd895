-- A household is a number within its group: two families with number 1 in two groups are two households. The number alone was unique
-- before, and neither engine drops that from a table that others refer to: the table is made anew. Its rows stay as they are.
ALTER TABLE households RENAME TO households_before;
CREATE TABLE households (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    division TEXT REFERENCES divisions (id),
    number TEXT NOT NULL
);
INSERT INTO households (id, community, division, number) SELECT id, community, division, number FROM households_before;
CREATE UNIQUE INDEX households_place ON households (community, COALESCE(division, ''), number);
ALTER TABLE members ADD COLUMN home TEXT REFERENCES households (id);
UPDATE members SET home = household;
ALTER TABLE members DROP COLUMN household;
ALTER TABLE members RENAME COLUMN home TO household;
DROP TABLE households_before;
CREATE INDEX members_household ON members (household);
