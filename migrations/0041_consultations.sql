-- Consultations (协商). The interest groups of a sitting, fixed when it opens; that nobody of one takes part, who said so and on which
-- day; on which day it was first settled who takes part.
CREATE TABLE parties (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    refusal TEXT NOT NULL DEFAULT '',
    refused_day TEXT NOT NULL DEFAULT '',
    UNIQUE (session, position)
);
-- Who takes part: a member, or a guest by name and organisation. A guest may speak for no group. When a guest came and left, 0 before.
CREATE TABLE participants (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    party TEXT NOT NULL,
    member TEXT NOT NULL,
    name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    named_day TEXT NOT NULL,
    came_at BIGINT NOT NULL DEFAULT 0,
    left_at BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX participants_session ON participants (session);
CREATE INDEX participants_member ON participants (community, member);
-- A guest has the floor, and what the clerk took down of it; empty until then.
CREATE TABLE guest_turns (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    item TEXT NOT NULL REFERENCES items (id),
    guest TEXT NOT NULL REFERENCES participants (id),
    began_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended BIGINT NOT NULL DEFAULT 0,
    body TEXT NOT NULL DEFAULT ''
);
CREATE INDEX guest_turns_session ON guest_turns (session, began_at);
-- Who does not agree with the opinion, in their own words: a member, or a guest; for a group or for themselves. Nothing here is changed.
CREATE TABLE dissents (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    number BIGINT NOT NULL,
    party TEXT NOT NULL,
    member TEXT NOT NULL,
    guest TEXT NOT NULL,
    body TEXT NOT NULL,
    paper BIGINT NOT NULL,
    day TEXT NOT NULL,
    UNIQUE (session, number)
);
-- Of which opinion it was last read back, when and by whom; and what became of it, as JSON.
CREATE TABLE consultations (
    session TEXT PRIMARY KEY REFERENCES sessions (id),
    community TEXT NOT NULL REFERENCES communities (id),
    read_of TEXT NOT NULL DEFAULT '',
    read_at BIGINT NOT NULL DEFAULT 0,
    read_by TEXT NOT NULL DEFAULT '',
    read_role TEXT NOT NULL DEFAULT '',
    feedback TEXT NOT NULL DEFAULT '',
    feedback_as TEXT NOT NULL DEFAULT ''
);
-- What an opinion says beside its consensus: by group what it holds, and the suggestions, as JSON.
ALTER TABLE publication_drafts ADD COLUMN sheet TEXT NOT NULL DEFAULT '';
