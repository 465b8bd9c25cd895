-- Offices (机构) above communities: a tree in which each stands under a higher one (`rules::office`), and their staff, who sign in and are
-- members of no community by that. Offices are of no community; what hangs above one is held in its chain.
CREATE TABLE offices (
    id TEXT PRIMARY KEY,
    -- township, county, city
    level TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The office above, or empty.
    parent TEXT NOT NULL DEFAULT '',
    -- Since which day it acts no more, or empty.
    retired TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL
);
CREATE INDEX offices_parent ON offices (parent);
CREATE TABLE office_staff (
    id TEXT PRIMARY KEY,
    office TEXT NOT NULL REFERENCES offices (id),
    person TEXT NOT NULL REFERENCES persons (id),
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (office, person)
);
CREATE INDEX office_staff_person ON office_staff (person);
-- The office that a community hangs under, or empty.
ALTER TABLE communities ADD COLUMN office TEXT NOT NULL DEFAULT '';
CREATE INDEX communities_office ON communities (office);
-- What was put on file (备案) with an office above, or with the committee of the place (`rules::filing`).
CREATE TABLE filings (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    number BIGINT NOT NULL,
    of_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- Which revision was put on file; once answered, the one that was looked at.
    revision BIGINT NOT NULL,
    -- township, county, committee; and which office, as it is called then: empty for the committee.
    addressee TEXT NOT NULL,
    office TEXT NOT NULL,
    office_name TEXT NOT NULL,
    note TEXT NOT NULL,
    filer TEXT NOT NULL,
    filer_role TEXT NOT NULL,
    day TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- waiting, acknowledged, returned
    state TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    answer_role TEXT NOT NULL DEFAULT '',
    answer_day TEXT NOT NULL DEFAULT '',
    answered_at BIGINT,
    UNIQUE (community, number)
);
CREATE INDEX filings_subject ON filings (community, subject);
-- Orders to publish (责令公开) of an office above (`rules::order`).
CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    number BIGINT NOT NULL,
    office TEXT NOT NULL,
    office_name TEXT NOT NULL,
    level TEXT NOT NULL,
    what TEXT NOT NULL,
    basis TEXT NOT NULL,
    due_day TEXT NOT NULL,
    role TEXT NOT NULL,
    day TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- open, met, answered, withdrawn
    state TEXT NOT NULL,
    -- The public answer of the place.
    answer TEXT NOT NULL DEFAULT '',
    answer_role TEXT NOT NULL DEFAULT '',
    answer_day TEXT NOT NULL DEFAULT '',
    -- What was published for it.
    met_kind TEXT NOT NULL DEFAULT '',
    met_subject TEXT NOT NULL DEFAULT '',
    -- Why it was taken back.
    reason TEXT NOT NULL DEFAULT '',
    -- On which day it was met or taken back, and in which role.
    closed_day TEXT NOT NULL DEFAULT '',
    closed_role TEXT NOT NULL DEFAULT '',
    UNIQUE (community, number)
);
