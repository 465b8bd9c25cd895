-- What is to be told outside of the page. An act writes one row without a member; it becomes a row for each member when it is due.
-- No text, no name, no telephone: variables is JSON of a closed list of typed values. moment is what the event was written about: when
-- the session begins, when the vote ends; else 0. state is waiting, spread, under_way, sent, given_up, old, or unknown: whoever was handing
-- it over vanished before it was known whether it had been sent.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    moment BIGINT NOT NULL,
    member TEXT NOT NULL,
    variables TEXT NOT NULL,
    due BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    state TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    UNIQUE (community, event, subject, moment, member)
);
CREATE INDEX outbox_due ON outbox (state, due);
CREATE INDEX outbox_taken ON outbox (taken_at);
CREATE INDEX outbox_member ON outbox (member);
-- What a member chose to be told and not to be told. Of who chose nothing there is no row.
CREATE TABLE notify_choices (
    community TEXT NOT NULL REFERENCES communities (id),
    member TEXT NOT NULL REFERENCES members (id),
    event TEXT NOT NULL,
    wanted BIGINT NOT NULL,
    PRIMARY KEY (member, event)
);
