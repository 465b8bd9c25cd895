-- Pictures beside sessions, disclosures and steps of carrying out decisions (`rules::attachment`). The picture itself is a row of `photos`
-- whose subject is the attachment; blacking something out puts another one in its place, withdrawing leaves none.
CREATE TABLE attachments (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    -- session, disclosure, milestone
    belongs TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- Which picture, its SHA-256 and its length; the hash stays when the picture is gone.
    photo TEXT NOT NULL,
    hash TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    -- kept, public, withdrawn
    state TEXT NOT NULL,
    -- Beside which published thing it was made public, or empty.
    kind TEXT NOT NULL DEFAULT '',
    thing TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL
);
CREATE INDEX attachments_subject ON attachments (community, belongs, subject);
CREATE INDEX attachments_thing ON attachments (community, kind, thing);
