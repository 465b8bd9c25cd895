-- One life of a draft (`rules::draft`): decisions, disclosures and minutes on their way to the public stand in one table. What the
-- chain holds of them stays held: its parts read the same columns in the same order (`store/state.rs`).
CREATE TABLE publication_drafts (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    -- outcome, disclosure, minutes
    kind TEXT NOT NULL,
    -- What it is of: the vote, the session; a disclosure is of itself.
    subject TEXT NOT NULL,
    -- draft, countersigned, published
    phase TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    -- How the body is to be shown.
    form TEXT NOT NULL DEFAULT '',
    category TEXT NOT NULL DEFAULT '',
    matter TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT '',
    basis TEXT NOT NULL DEFAULT '',
    responsible TEXT NOT NULL DEFAULT '',
    due TEXT NOT NULL DEFAULT '',
    correction TEXT NOT NULL,
    -- Everybody who has written at it since it was last published, as a JSON list of members.
    writers TEXT NOT NULL,
    signer TEXT REFERENCES members (id),
    signer_role TEXT NOT NULL,
    -- Names what was signed; empty where it was signed before this was kept.
    signed TEXT NOT NULL DEFAULT '',
    -- Why it was sent back, or empty.
    returned TEXT NOT NULL DEFAULT '',
    revision BIGINT NOT NULL,
    -- When it was last written at; 0 where that was not kept.
    at BIGINT NOT NULL DEFAULT 0,
    UNIQUE (kind, subject)
);
INSERT INTO publication_drafts (id, community, kind, subject, phase, body, form, responsible, due, correction, writers, signer, signer_role, returned, revision)
SELECT id, community, 'outcome', vote, phase, body, form, responsible, due, correction, writers, signer, signer_role, returned, revision FROM outcomes;
INSERT INTO publication_drafts (id, community, kind, subject, phase, title, body, form, category, matter, audience, basis, responsible, correction, writers, signer, signer_role, returned, revision, at)
SELECT id, community, 'disclosure', id, phase, title, body, form, category, matter, audience, basis, responsible, correction, writers, signer, signer_role, returned, revision, at FROM disclosures;
INSERT INTO publication_drafts (id, community, kind, subject, phase, body, form, correction, writers, signer, signer_role, signed, revision)
SELECT id, community, 'minutes', session, phase, notes, form, correction, writers, signer, signer_role, signed, revision FROM minutes;
DROP TABLE outcomes;
DROP TABLE disclosures;
DROP TABLE minutes;
CREATE INDEX publication_drafts_waiting ON publication_drafts (community, kind, phase);
