-- The registers of a place (台账), row by row. Which columns there are, `rules/data/registers` says; days are those of the community.
CREATE TABLE register_rows (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    register TEXT NOT NULL,
    nth BIGINT NOT NULL,
    -- Its first cell, by which people name it.
    number TEXT NOT NULL,
    -- JSON: cells by the ids of their columns; what is empty is left out, a member is `@` and their id.
    cells TEXT NOT NULL,
    version BIGINT NOT NULL,
    entered_by TEXT NOT NULL,
    -- Why it ended, and on which day; empty while it stands.
    ended TEXT NOT NULL DEFAULT '',
    ended_on TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL
);
CREATE INDEX register_rows_of ON register_rows (community, register, nth);
-- What a row was before it was changed, and why it was.
CREATE TABLE register_versions (
    row_id TEXT NOT NULL REFERENCES register_rows (id),
    community TEXT NOT NULL REFERENCES communities (id),
    version BIGINT NOT NULL,
    cells TEXT NOT NULL,
    why TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (row_id, version)
);
-- With which disclosures a register is published.
CREATE TABLE register_disclosures (
    community TEXT NOT NULL REFERENCES communities (id),
    register TEXT NOT NULL,
    disclosure TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (community, disclosure)
);
-- Which member a line of the account pays: whose number changes is paid under the new one, as long as the month is not public.
CREATE TABLE ledger_payees (
    line TEXT PRIMARY KEY REFERENCES ledger_lines (id),
    community TEXT NOT NULL REFERENCES communities (id),
    member TEXT NOT NULL REFERENCES members (id)
);
