-- The units of an estate: number, area in 0.01 m², and the member who votes for it. All units of one member are one head.
CREATE TABLE estate_units (
    community TEXT NOT NULL REFERENCES communities (id),
    body TEXT NOT NULL REFERENCES bodies (id),
    number TEXT NOT NULL,
    member TEXT NOT NULL REFERENCES members (id),
    area BIGINT NOT NULL,
    PRIMARY KEY (body, number)
);
CREATE INDEX estate_units_member ON estate_units (member);
-- The area for which somebody on an owners' roll stands; 0 where no areas are counted.
ALTER TABLE session_roll ADD COLUMN area BIGINT NOT NULL DEFAULT 0;
-- The areas of the piles that a teller found, as JSON; empty where no areas are counted.
ALTER TABLE room_counts ADD COLUMN areas TEXT NOT NULL DEFAULT '';
-- Written mandates: who votes for whom in a session, and what the paper says.
CREATE TABLE mandates (
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    giver TEXT NOT NULL REFERENCES members (id),
    holder TEXT NOT NULL REFERENCES members (id),
    said TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (session, giver)
);
CREATE INDEX mandates_holder ON mandates (session, holder);
