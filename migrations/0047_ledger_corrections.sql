-- A line of the account that puts right another one, of a month that is fixed.
CREATE TABLE ledger_corrections (
    line TEXT PRIMARY KEY REFERENCES ledger_lines (id),
    community TEXT NOT NULL REFERENCES communities (id),
    corrects TEXT NOT NULL REFERENCES ledger_lines (id)
);
CREATE INDEX ledger_corrections_corrects ON ledger_corrections (corrects);
-- A line that was taken out before its month was public, and why; `review` and `said`: what the supervisors had said of it last, empty where
-- nothing.
CREATE TABLE ledger_drops (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    month TEXT NOT NULL,
    day TEXT NOT NULL,
    summary TEXT NOT NULL,
    flow TEXT NOT NULL,
    amount BIGINT NOT NULL,
    review TEXT NOT NULL,
    said TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX ledger_drops_month ON ledger_drops (community, month);
-- From this month on a line above this sum needs a decision, by this text; 0 where none does any more. Before the first of them the limit
-- is the one with which the account began.
CREATE TABLE ledger_limits (
    community TEXT NOT NULL REFERENCES communities (id),
    first_month TEXT NOT NULL,
    limit_sum BIGINT NOT NULL,
    limit_basis TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (community, first_month)
);
