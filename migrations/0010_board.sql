-- The board. What a published thing is about, who may read it, which body it is of, and why it was withdrawn.
ALTER TABLE publications ADD COLUMN category TEXT NOT NULL DEFAULT 'affairs';
ALTER TABLE publications ADD COLUMN matter TEXT NOT NULL DEFAULT '';
ALTER TABLE publications ADD COLUMN body_kind TEXT NOT NULL DEFAULT '';
ALTER TABLE publications ADD COLUMN audience TEXT NOT NULL DEFAULT 'public';
ALTER TABLE publications ADD COLUMN withdrawn TEXT NOT NULL DEFAULT '';
ALTER TABLE publications ADD COLUMN year BIGINT NOT NULL DEFAULT 0;
-- A later revision takes the place of an earlier one: one flag instead of a search through all revisions.
ALTER TABLE publications ADD COLUMN superseded BIGINT NOT NULL DEFAULT 0;
UPDATE publications SET superseded = 1 WHERE EXISTS (
    SELECT 1 FROM publications q WHERE q.subject = publications.subject AND q.kind = publications.kind
    AND q.revision > publications.revision
);
CREATE INDEX publications_board ON publications (community, superseded, at);
-- What is up, from when, for how many days, and until which day; a correction starts the clock again.
CREATE TABLE postings (
    community TEXT NOT NULL REFERENCES communities (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    from_day TEXT NOT NULL,
    days BIGINT NOT NULL,
    last_day TEXT NOT NULL,
    known BIGINT NOT NULL,
    up BIGINT NOT NULL,
    taken_down_at BIGINT,
    photo TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (kind, subject)
);
CREATE INDEX postings_community ON postings (community, up, last_day);
-- What is disclosed without a vote, on its way to the board.
CREATE TABLE disclosures (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    category TEXT NOT NULL,
    matter TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    basis TEXT NOT NULL,
    responsible TEXT NOT NULL,
    audience TEXT NOT NULL,
    correction TEXT NOT NULL,
    phase TEXT NOT NULL,
    writers TEXT NOT NULL,
    signer TEXT REFERENCES members (id),
    signer_role TEXT NOT NULL,
    revision BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX disclosures_community ON disclosures (community, phase);
-- Objections and questions to published things. Who filed is for the staff; the text and the reply are public.
CREATE TABLE objections (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    of_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    member TEXT REFERENCES members (id),
    on_paper BIGINT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    due_day TEXT NOT NULL,
    reply TEXT NOT NULL DEFAULT '',
    result TEXT NOT NULL DEFAULT '',
    replier_role TEXT NOT NULL DEFAULT '',
    replied_at BIGINT,
    UNIQUE (community, number)
);
CREATE INDEX objections_subject ON objections (of_kind, subject);
CREATE INDEX objections_open ON objections (community, replied_at, due_day);
-- Photos of the board, re-encoded and small, as base64.
CREATE TABLE photos (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    jpeg TEXT NOT NULL,
    at BIGINT NOT NULL
);
-- What is searched: the latest revision of each public thing, and the pairs of neighbouring characters in it. `doc` grows
-- with time, so that the newest are found first.
CREATE TABLE documents (
    doc BIGINT PRIMARY KEY,
    community TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    folded TEXT NOT NULL,
    body_kind TEXT NOT NULL,
    year BIGINT NOT NULL,
    at BIGINT NOT NULL,
    UNIQUE (community, kind, subject)
);
CREATE TABLE document_pairs (
    community TEXT NOT NULL,
    pair TEXT NOT NULL,
    doc BIGINT NOT NULL,
    PRIMARY KEY (community, pair, doc)
);
CREATE INDEX document_pairs_doc ON document_pairs (doc);
