-- What becomes of a decision: its milestones with plan and what happened, in cents and days of the community's zone.
CREATE TABLE milestones (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    vote TEXT NOT NULL REFERENCES votes (id),
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    responsible TEXT NOT NULL,
    due_day TEXT NOT NULL,
    money BIGINT,
    done_day TEXT NOT NULL DEFAULT '',
    done_money BIGINT,
    note TEXT NOT NULL DEFAULT '',
    reporter TEXT REFERENCES members (id),
    acceptor TEXT REFERENCES members (id),
    accepted_at BIGINT,
    photo TEXT NOT NULL DEFAULT '',
    UNIQUE (vote, position)
);
CREATE INDEX milestones_community ON milestones (community, done_day, due_day);
-- The published completion of a decision; its id is the subject of the publication.
CREATE TABLE completions (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    vote TEXT NOT NULL UNIQUE REFERENCES votes (id),
    at BIGINT NOT NULL
);
CREATE TABLE ratings (
    community TEXT NOT NULL REFERENCES communities (id),
    completion TEXT NOT NULL REFERENCES completions (id),
    member TEXT NOT NULL REFERENCES members (id),
    grade TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (completion, member)
);
-- Who follows a decision: by their own wish, or because the text was their proposal.
CREATE TABLE follows (
    community TEXT NOT NULL REFERENCES communities (id),
    vote TEXT NOT NULL REFERENCES votes (id),
    member TEXT NOT NULL REFERENCES members (id),
    PRIMARY KEY (vote, member)
);
CREATE INDEX follows_member ON follows (community, member);
