-- The account of a place, line by line (逐笔收支). Sums are whole cents; days and months are those of the community.
CREATE TABLE ledger_books (
    community TEXT PRIMARY KEY REFERENCES communities (id),
    -- `2026-03`, and what was there before the first line.
    first_month TEXT NOT NULL,
    opening BIGINT NOT NULL,
    -- Above this sum a line needs a decision, and by which text; 0 where the place has no such rule.
    limit_sum BIGINT NOT NULL,
    limit_basis TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE TABLE ledger_lines (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    month TEXT NOT NULL,
    -- In which order lines of one day were entered.
    nth BIGINT NOT NULL,
    day TEXT NOT NULL,
    voucher TEXT NOT NULL,
    why_none TEXT NOT NULL,
    summary TEXT NOT NULL,
    class TEXT NOT NULL,
    flow TEXT NOT NULL,
    amount BIGINT NOT NULL,
    source TEXT NOT NULL,
    -- By which published thing it was decided; empty where none is named.
    basis_kind TEXT NOT NULL DEFAULT '',
    basis_subject TEXT NOT NULL DEFAULT '',
    -- A firm's name; of a member (1) the number.
    payee TEXT NOT NULL,
    payee_member BIGINT NOT NULL,
    handler TEXT NOT NULL,
    witness TEXT NOT NULL,
    approver TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    review TEXT NOT NULL DEFAULT 'waiting',
    reason TEXT NOT NULL DEFAULT '',
    reviewed_by TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL
);
CREATE INDEX ledger_lines_month ON ledger_lines (community, month, day, nth);
CREATE INDEX ledger_lines_basis ON ledger_lines (community, basis_kind, basis_subject);
-- With which disclosure a month is published.
CREATE TABLE ledger_months (
    community TEXT NOT NULL REFERENCES communities (id),
    month TEXT NOT NULL,
    disclosure TEXT NOT NULL,
    PRIMARY KEY (community, month)
);
