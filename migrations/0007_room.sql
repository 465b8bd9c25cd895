-- The live room. Which entries of the chain touched what in which session: the feed that open pages follow. It tells
-- what to look at again and holds no content; `seq` is the community's.
CREATE TABLE feed (
    community TEXT NOT NULL,
    session TEXT NOT NULL,
    seq BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (session, seq, kind, subject)
);
-- A key sent again with another text is another submission: the salted hash tells, and is of no ballot.
ALTER TABLE submissions ADD COLUMN text_hash TEXT NOT NULL DEFAULT '';

ALTER TABLE sessions ADD COLUMN current_item TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN paused_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN locked BIGINT NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN pause BIGINT NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN lock_reason TEXT NOT NULL DEFAULT '';
-- Which proposal a text that is put to the vote came from.
ALTER TABLE revisions ADD COLUMN proposal TEXT NOT NULL DEFAULT '';

CREATE TABLE proposals (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    item TEXT NOT NULL REFERENCES items (id),
    number BIGINT NOT NULL,
    author TEXT NOT NULL REFERENCES members (id),
    state TEXT NOT NULL,
    put BIGINT NOT NULL DEFAULT 0,
    at BIGINT NOT NULL,
    UNIQUE (item, number)
);
CREATE TABLE proposal_revisions (
    community TEXT NOT NULL REFERENCES communities (id),
    proposal TEXT NOT NULL REFERENCES proposals (id),
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (proposal, number)
);
CREATE TABLE seconds (
    community TEXT NOT NULL REFERENCES communities (id),
    proposal TEXT NOT NULL REFERENCES proposals (id),
    member TEXT NOT NULL REFERENCES members (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (proposal, member)
);
-- Remarks in two levels: `parent` is empty, or a remark that has none.
CREATE TABLE remarks (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    item TEXT NOT NULL REFERENCES items (id),
    parent TEXT NOT NULL,
    proposal TEXT NOT NULL,
    author TEXT NOT NULL REFERENCES members (id),
    body TEXT NOT NULL,
    answered BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX remarks_item ON remarks (item, seq);
CREATE INDEX remarks_author ON remarks (author, item);
-- What the chair hid, why, and what came of an appeal. A row stays, also when the thing is shown again.
CREATE TABLE hidings (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    reason TEXT NOT NULL,
    salt TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL,
    appeal TEXT NOT NULL,
    appealed_at BIGINT,
    answer TEXT NOT NULL,
    answered_at BIGINT
);
CREATE INDEX hidings_session ON hidings (session, at);
CREATE INDEX hidings_subject ON hidings (subject);

-- The speaking queue: who asked for the floor on an item, on which side, and the turns they have had.
CREATE TABLE speeches (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    item TEXT NOT NULL REFERENCES items (id),
    member TEXT NOT NULL REFERENCES members (id),
    side TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    began_at BIGINT,
    ends_at BIGINT,
    warned BIGINT NOT NULL
);
CREATE INDEX speeches_session ON speeches (session, asked_at);

CREATE TABLE roll_calls (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    began_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX roll_calls_session ON roll_calls (session, began_at);
CREATE TABLE roll_call_answers (
    community TEXT NOT NULL REFERENCES communities (id),
    roll_call TEXT NOT NULL REFERENCES roll_calls (id),
    member TEXT NOT NULL REFERENCES members (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (roll_call, member)
);

-- How an item ended without a vote.
CREATE TABLE endings (
    item TEXT PRIMARY KEY REFERENCES items (id),
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    dissent TEXT NOT NULL,
    due TEXT NOT NULL,
    referred TEXT NOT NULL,
    published BIGINT NOT NULL,
    at BIGINT NOT NULL
);
