-- Who stands for which households in a meeting that counts them through representatives (一事一议): at most one for each household.
CREATE TABLE represented_households (
    community TEXT NOT NULL REFERENCES communities (id),
    body TEXT NOT NULL REFERENCES bodies (id),
    household TEXT NOT NULL REFERENCES households (id),
    member TEXT NOT NULL REFERENCES members (id),
    PRIMARY KEY (body, household)
);
CREATE INDEX represented_households_member ON represented_households (member);
-- The same as it was when a session opened: every household of the roll, also those for which nobody stands.
CREATE TABLE session_households (
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    household TEXT NOT NULL REFERENCES households (id),
    member TEXT REFERENCES members (id),
    PRIMARY KEY (session, household)
);
CREATE INDEX session_households_member ON session_households (session, member);
-- What a ballot weighs beside its head: of an owner the area in 0.01 m², of a representative the households for which they stand; 0
-- where each ballot is worth the same. It held areas alone before; what it holds is not changed.
ALTER TABLE session_roll RENAME COLUMN area TO weighs;
ALTER TABLE roll_entries RENAME COLUMN area TO weighs;
-- The households of the piles that a teller found, as JSON; empty where none are counted through representatives.
ALTER TABLE room_counts ADD COLUMN households TEXT NOT NULL DEFAULT '';
