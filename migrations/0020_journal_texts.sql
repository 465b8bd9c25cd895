-- What people wrote in an entry (titles, reasons, names, notes), apart from its line, which holds the salted hash of each: words
-- that must not stay can be blanked, and the chain stays whole. `blanked` names the entry that did it; the salt is gone then.
CREATE TABLE journal_texts (
    community TEXT NOT NULL,
    seq BIGINT NOT NULL,
    key TEXT NOT NULL,
    json BIGINT NOT NULL,
    salt TEXT NOT NULL,
    text TEXT NOT NULL,
    blanked BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (community, seq, key)
);
-- A line, or a sealed part, written before that held words which were blanked: by which later entry.
ALTER TABLE journal ADD COLUMN blanked BIGINT NOT NULL DEFAULT 0;
ALTER TABLE journal_sealed ADD COLUMN blanked BIGINT NOT NULL DEFAULT 0;
-- Of a publication whose words were blanked: by which entry, when, why, and the fingerprint of what was published.
ALTER TABLE publications ADD COLUMN blanked BIGINT NOT NULL DEFAULT 0;
ALTER TABLE publications ADD COLUMN hash_before TEXT NOT NULL DEFAULT '';
-- What the chair asks to have taken back, words to be blanked or a decision to be withdrawn, until the supervision committee has
-- answered; the words go with the answer.
CREATE TABLE takebacks (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    what TEXT NOT NULL,
    words TEXT NOT NULL,
    photos BIGINT NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL REFERENCES members (id),
    at BIGINT NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX takebacks_subject ON takebacks (community, kind, subject);
-- By what the state of a community is salted before its entries name its hash.
CREATE TABLE state_salts (
    community TEXT PRIMARY KEY,
    salt TEXT NOT NULL
);
-- Objections that were hidden, why, and what came of an appeal. A row stays, also when the objection is shown again.
CREATE TABLE objection_hidings (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    objection TEXT NOT NULL REFERENCES objections (id),
    reason TEXT NOT NULL,
    salt TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    hidden_by TEXT NOT NULL REFERENCES members (id),
    at BIGINT NOT NULL,
    state TEXT NOT NULL,
    appeal TEXT NOT NULL,
    answer TEXT NOT NULL
);
CREATE INDEX objection_hidings_objection ON objection_hidings (objection);
