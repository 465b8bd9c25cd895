-- One count for phone, paper and hands. How many papers went over the table, how often a further count was ordered, why a
-- vote was voided.
ALTER TABLE votes ADD COLUMN papers_out BIGINT NOT NULL DEFAULT 0;
ALTER TABLE votes ADD COLUMN papers_spoilt BIGINT NOT NULL DEFAULT 0;
ALTER TABLE votes ADD COLUMN papers_back BIGINT NOT NULL DEFAULT 0;
ALTER TABLE votes ADD COLUMN recounts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE votes ADD COLUMN void_reason TEXT NOT NULL DEFAULT '';
-- What closing fixed, as JSON, until the count is accepted. Nobody is shown it.
CREATE TABLE closings (
    vote TEXT PRIMARY KEY REFERENCES votes (id),
    community TEXT NOT NULL REFERENCES communities (id),
    fixed TEXT NOT NULL
);
-- What each teller found. Of a secret vote the rows go when the count is accepted: only the merged tally stays.
CREATE TABLE room_counts (
    community TEXT NOT NULL REFERENCES communities (id),
    vote TEXT NOT NULL REFERENCES votes (id),
    attempt BIGINT NOT NULL,
    teller TEXT NOT NULL REFERENCES members (id),
    in_favour BIGINT NOT NULL,
    against BIGINT NOT NULL,
    abstain BIGINT NOT NULL,
    blank BIGINT NOT NULL,
    invalid BIGINT NOT NULL,
    idle BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (vote, attempt, teller)
);
-- While a secret vote is open: who has taken part and by which way, with the key of the form, and three counters. Neither a
-- choice beside a name nor a time. At closing the first become one boolean on the roll, and both tables are emptied and
-- rewritten (store/secret.rs).
CREATE TABLE secret_roll (
    vote TEXT NOT NULL REFERENCES votes (id),
    unit TEXT NOT NULL,
    way TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (vote, unit)
);
CREATE TABLE secret_counters (
    vote TEXT PRIMARY KEY REFERENCES votes (id),
    in_favour BIGINT NOT NULL,
    against BIGINT NOT NULL,
    abstain BIGINT NOT NULL
);
-- Who declared an interest in an item, and who keeps out of its vote.
CREATE TABLE interests (
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    item TEXT NOT NULL REFERENCES items (id),
    member TEXT NOT NULL REFERENCES members (id),
    interest TEXT NOT NULL,
    recused BIGINT NOT NULL,
    own BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (item, member)
);
CREATE INDEX interests_session ON interests (session);
-- For whom a member on the roll stands: themselves, or their household.
ALTER TABLE session_roll ADD COLUMN unit TEXT NOT NULL DEFAULT '';
UPDATE session_roll SET unit = member;
-- The minutes of a session: the clerk's notes; everything else in them is put together from the record.
CREATE TABLE minutes (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL UNIQUE REFERENCES sessions (id),
    phase TEXT NOT NULL,
    notes TEXT NOT NULL,
    correction TEXT NOT NULL,
    writers TEXT NOT NULL,
    signer TEXT REFERENCES members (id),
    signer_role TEXT NOT NULL,
    signed TEXT NOT NULL DEFAULT '',
    revision BIGINT NOT NULL
);
