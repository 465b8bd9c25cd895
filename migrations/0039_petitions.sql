-- Joint requests (联名): what a member asks for, under which terms, and where it stands. What was published of it stands in
-- `publications`, under its id. Days are those of the community.
CREATE TABLE petitions (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    number BIGINT NOT NULL,
    ask TEXT NOT NULL,
    -- The owners' assembly whose owners sign, or empty.
    estate TEXT NOT NULL,
    -- Who began it.
    member TEXT NOT NULL REFERENCES members (id),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    -- The rules under which it was begun, as JSON.
    terms TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Since enough have signed: the day, the last day for what was asked for, and the numbers as JSON.
    reached_day TEXT NOT NULL DEFAULT '',
    due_day TEXT NOT NULL DEFAULT '',
    record TEXT NOT NULL DEFAULT '',
    -- The published thing by which it was met, and since which day that is on record.
    met_kind TEXT NOT NULL DEFAULT '',
    met_subject TEXT NOT NULL DEFAULT '',
    met_day TEXT NOT NULL DEFAULT '',
    -- Why it is not done, in public.
    answer TEXT NOT NULL DEFAULT '',
    answered_day TEXT NOT NULL DEFAULT '',
    answer_role TEXT NOT NULL DEFAULT '',
    UNIQUE (community, number)
);
CREATE INDEX petitions_state ON petitions (community, state, due_day);
-- Who signed. On paper it counts when another person has found it there too; `seq` is the entry by which it counts, 0 while it waits.
CREATE TABLE petition_signatures (
    community TEXT NOT NULL REFERENCES communities (id),
    petition TEXT NOT NULL REFERENCES petitions (id),
    member TEXT NOT NULL REFERENCES members (id),
    paper BIGINT NOT NULL,
    entered_by TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- For whom it was counted when enough had signed; empty where it was not.
    unit TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (petition, member)
);
CREATE INDEX petition_signatures_member ON petition_signatures (member);
