-- The chain of acts: one head per community, taken first by every write transaction.
CREATE TABLE heads (
    community TEXT PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE TABLE journal (
    community TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    act TEXT NOT NULL,
    role TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    private_hash TEXT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (community, seq)
);
-- What is personal in an entry. Erasing a row leaves the chain whole: the entry holds only its salted hash.
CREATE TABLE journal_private (
    community TEXT NOT NULL,
    seq BIGINT NOT NULL,
    member TEXT NOT NULL,
    salt TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (community, seq)
);
CREATE INDEX journal_private_member ON journal_private (community, member);
CREATE INDEX journal_subject ON journal (community, subject);
-- The answer that a form's key was given: sent twice, answered twice alike, done once.
CREATE TABLE submissions (
    key TEXT PRIMARY KEY,
    community TEXT NOT NULL,
    login TEXT NOT NULL,
    form TEXT NOT NULL,
    answer TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE communities (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    demo BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
-- Villager groups or grids.
CREATE TABLE divisions (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    name TEXT NOT NULL,
    UNIQUE (community, name)
);
CREATE TABLE households (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    division TEXT REFERENCES divisions (id),
    number TEXT NOT NULL,
    UNIQUE (community, number)
);
-- Somebody who can sign in. Residents need no name or password: their slip is enough.
CREATE TABLE persons (
    id TEXT PRIMARY KEY,
    username TEXT UNIQUE,
    password TEXT,
    administrator BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE TABLE members (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    person TEXT NOT NULL REFERENCES persons (id),
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    household TEXT REFERENCES households (id),
    phone TEXT NOT NULL,
    adult BIGINT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (community, number)
);
CREATE INDEX members_person ON members (person);
CREATE TABLE roles (
    community TEXT NOT NULL REFERENCES communities (id),
    member TEXT NOT NULL REFERENCES members (id),
    role TEXT NOT NULL,
    PRIMARY KEY (community, member, role)
);
CREATE TABLE bodies (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    basis_text TEXT NOT NULL,
    basis_source TEXT NOT NULL,
    basis_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (community, name)
);
CREATE TABLE seats (
    community TEXT NOT NULL REFERENCES communities (id),
    body TEXT NOT NULL REFERENCES bodies (id),
    member TEXT NOT NULL REFERENCES members (id),
    PRIMARY KEY (body, member)
);

CREATE TABLE logins (
    id TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES persons (id),
    verified BIGINT NOT NULL,
    device TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX logins_person ON logins (person);
-- Slips, codes for another device, links that set a password. Only hashes of the secrets are kept.
CREATE TABLE codes (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    community TEXT,
    member TEXT,
    person TEXT NOT NULL REFERENCES persons (id),
    secret_hash TEXT NOT NULL UNIQUE,
    short_hash TEXT NOT NULL,
    verified BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    spent_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX codes_person ON codes (person);
-- What a refused form held, for an hour, for its login alone.
CREATE TABLE drafts (
    key TEXT PRIMARY KEY,
    login TEXT NOT NULL,
    form TEXT NOT NULL,
    fields TEXT NOT NULL,
    field TEXT NOT NULL,
    refusal TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX drafts_at ON drafts (at);
CREATE TABLE imports (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL,
    login TEXT NOT NULL,
    sheet TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    at BIGINT NOT NULL
);
