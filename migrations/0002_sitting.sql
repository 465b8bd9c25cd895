CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    body TEXT NOT NULL REFERENCES bodies (id),
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    held TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    phase TEXT NOT NULL,
    special TEXT NOT NULL,
    chair TEXT NOT NULL REFERENCES members (id),
    deputy TEXT REFERENCES members (id),
    presiding TEXT NOT NULL REFERENCES members (id),
    reason TEXT NOT NULL,
    room_key TEXT NOT NULL,
    announced_at BIGINT,
    opened_at BIGINT,
    closed_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX sessions_community ON sessions (community, starts_at);
CREATE TABLE items (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    matter TEXT NOT NULL,
    paper TEXT NOT NULL
);
CREATE INDEX items_session ON items (session, position);
-- Every revision of the text that is put to the vote.
CREATE TABLE revisions (
    community TEXT NOT NULL REFERENCES communities (id),
    item TEXT NOT NULL REFERENCES items (id),
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    author TEXT NOT NULL REFERENCES members (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (item, number)
);
-- Frozen when the session opens: who is entitled.
CREATE TABLE session_roll (
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    member TEXT NOT NULL REFERENCES members (id),
    PRIMARY KEY (session, member)
);
CREATE TABLE attendance (
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    member TEXT NOT NULL REFERENCES members (id),
    channel TEXT NOT NULL,
    weight TEXT NOT NULL,
    verified BIGINT NOT NULL,
    left_at BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (session, member)
);
-- Scans of the room's code that wait for the clerk.
CREATE TABLE scans (
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    member TEXT NOT NULL REFERENCES members (id),
    login TEXT NOT NULL REFERENCES logins (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (session, member)
);
CREATE TABLE votes (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    item TEXT NOT NULL REFERENCES items (id),
    revision BIGINT NOT NULL,
    round BIGINT NOT NULL,
    mode TEXT NOT NULL,
    phase TEXT NOT NULL,
    rule TEXT NOT NULL,
    ends_at BIGINT,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    declared_at BIGINT,
    record TEXT,
    verdict TEXT,
    UNIQUE (item, round)
);
CREATE INDEX votes_session ON votes (session);
-- Frozen when the vote opens. A unit is a person, a household or an owner with heads and area in 0.01 m².
CREATE TABLE roll_entries (
    community TEXT NOT NULL REFERENCES communities (id),
    vote TEXT NOT NULL REFERENCES votes (id),
    unit TEXT NOT NULL,
    unit_kind TEXT NOT NULL,
    member TEXT NOT NULL REFERENCES members (id),
    heads BIGINT NOT NULL,
    area BIGINT NOT NULL,
    voted BIGINT NOT NULL,
    channel TEXT,
    PRIMARY KEY (vote, unit)
);
-- Ballots of named votes. A secret vote leaves no row here.
CREATE TABLE ballots (
    community TEXT NOT NULL REFERENCES communities (id),
    vote TEXT NOT NULL REFERENCES votes (id),
    unit TEXT NOT NULL,
    choice TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (vote, unit)
);
CREATE TABLE outcomes (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    vote TEXT NOT NULL UNIQUE REFERENCES votes (id),
    phase TEXT NOT NULL,
    body TEXT NOT NULL,
    responsible TEXT NOT NULL,
    due TEXT NOT NULL,
    correction TEXT NOT NULL,
    author TEXT NOT NULL REFERENCES members (id),
    signer TEXT REFERENCES members (id),
    signer_role TEXT NOT NULL,
    revision BIGINT NOT NULL
);
-- What the public reads: immutable snapshots. A correction is a further revision of the same subject.
CREATE TABLE publications (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    revision BIGINT NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    hash TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    UNIQUE (subject, revision)
);
CREATE INDEX publications_community ON publications (community, at);
