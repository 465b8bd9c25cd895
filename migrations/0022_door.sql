-- The door: what holds strangers back and nobody else.

-- Wrong tries at signing in, by what is tried: a person, a person from a device known to them, or a name that nobody has. In the
-- database, so that they hold on every node and after a restart.
CREATE TABLE tries (
    name TEXT PRIMARY KEY,
    wrong BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
CREATE INDEX tries_last ON tries (last_at);
-- The devices that a person has signed in on, by the hash of a cookie that signs nobody in, salted by the person: their tries are
-- counted apart, and who shares a device with whom stands nowhere.
CREATE TABLE devices (
    person TEXT NOT NULL REFERENCES persons (id),
    mark TEXT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (person, mark)
);
-- Sign-ins that were refused, until the person has been told.
CREATE TABLE sign_ins_refused (
    person TEXT PRIMARY KEY REFERENCES persons (id),
    times BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
-- On which device a slip was spent: there it opens again when the answer was lost, elsewhere the page says where that was.
ALTER TABLE codes ADD COLUMN spent_mark TEXT;
ALTER TABLE codes ADD COLUMN spent_device TEXT;
-- What is kept of refused forms is bounded by login.
CREATE INDEX drafts_login ON drafts (login, at);
