-- Who stands on the ballot of an appraisal (民主评议), in their order; the ballot itself is a vote of the item. Once somebody stands here
-- the item's next vote is an appraisal.
CREATE TABLE appraised (
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    item TEXT NOT NULL REFERENCES items (id),
    member TEXT NOT NULL REFERENCES members (id),
    nth BIGINT NOT NULL,
    -- The office in which they are appraised.
    office TEXT NOT NULL,
    -- 1 where the rules let them vote all the same; else they keep out of the ballot.
    votes BIGINT NOT NULL,
    -- The published thing by which it was established that the post has ended, and since which day that is on record.
    ended_kind TEXT NOT NULL DEFAULT '',
    ended_subject TEXT NOT NULL DEFAULT '',
    ended_day TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (item, member)
);
CREATE INDEX appraised_member ON appraised (community, member);
-- Of an appraisal that takes ballots: for each person, by their place in the order, how many phones gave which grade. Emptied at closing.
CREATE TABLE secret_grades (
    vote TEXT NOT NULL REFERENCES votes (id),
    person BIGINT NOT NULL,
    excellent BIGINT NOT NULL,
    competent BIGINT NOT NULL,
    basically_competent BIGINT NOT NULL,
    incompetent BIGINT NOT NULL,
    abstain BIGINT NOT NULL,
    blank BIGINT NOT NULL,
    PRIMARY KEY (vote, person)
);
-- What a teller found of each person, as JSON; empty where nobody is appraised.
ALTER TABLE room_counts ADD COLUMN people TEXT NOT NULL DEFAULT '';
