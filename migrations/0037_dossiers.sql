-- Matters (事项档案). What is written of one is published, as kind 'matter' under its id; here stands by what it is found.
CREATE TABLE dossiers (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    matter TEXT NOT NULL,
    procedure_id TEXT NOT NULL,
    version TEXT NOT NULL,
    ended TEXT NOT NULL DEFAULT '',
    opened_at BIGINT NOT NULL,
    UNIQUE (community, year, number)
);
CREATE INDEX dossiers_community ON dossiers (community, ended, year, number);
-- The procedures of a place, each as it was when it took it over or began the first matter under it: the file that it comes from, and
-- what the place changes of it (JSON, or empty). A version that stands here never changes.
CREATE TABLE procedures (
    community TEXT NOT NULL REFERENCES communities (id),
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    text TEXT NOT NULL,
    changes TEXT NOT NULL,
    in_use BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (community, id, version)
);
-- What belongs to a matter: an item of an agenda, a disclosure, a plan that is posted for comment. Each thing to one matter.
CREATE TABLE dossier_links (
    community TEXT NOT NULL REFERENCES communities (id),
    dossier TEXT NOT NULL REFERENCES dossiers (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (subject)
);
CREATE INDEX dossier_links_dossier ON dossier_links (dossier);
-- Who follows a matter.
CREATE TABLE dossier_follows (
    community TEXT NOT NULL REFERENCES communities (id),
    dossier TEXT NOT NULL REFERENCES dossiers (id),
    member TEXT NOT NULL REFERENCES members (id),
    PRIMARY KEY (dossier, member)
);
CREATE INDEX dossier_follows_member ON dossier_follows (community, member);
-- How members rate a matter that was decided without a vote, and so has no completion of a decision to rate.
CREATE TABLE dossier_ratings (
    community TEXT NOT NULL REFERENCES communities (id),
    dossier TEXT NOT NULL REFERENCES dossiers (id),
    member TEXT NOT NULL REFERENCES members (id),
    grade TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (dossier, member)
);
-- What each household says of a matter (入户征求意见): signed by one of its adults, on a phone or on paper.
CREATE TABLE household_opinions (
    community TEXT NOT NULL REFERENCES communities (id),
    dossier TEXT NOT NULL REFERENCES dossiers (id),
    household TEXT NOT NULL REFERENCES households (id),
    answer TEXT NOT NULL,
    on_paper BIGINT NOT NULL,
    member TEXT NOT NULL REFERENCES members (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (dossier, household)
);
