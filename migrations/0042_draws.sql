-- Draws by lot (抽签): what is fixed before anybody can know the seed; the seed as two persons read it; the result, which follows from both,
-- as JSON. Days are those of the community.
CREATE TABLE draws (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    basis TEXT NOT NULL,
    drawn_of TEXT NOT NULL,
    -- How it is drawn, and from what: rule and frame, as JSON.
    rule TEXT NOT NULL,
    frame TEXT NOT NULL,
    -- Whence the seed comes: what kind of chance, which, on which day.
    chance TEXT NOT NULL,
    named TEXT NOT NULL,
    seed_day TEXT NOT NULL,
    -- As the first of two read it, and who that was; empty before.
    seed TEXT NOT NULL DEFAULT '',
    read_by TEXT NOT NULL DEFAULT '',
    -- Since the second has read the same: who that was, and the record with its result, as JSON.
    confirmed_by TEXT NOT NULL DEFAULT '',
    record TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL,
    UNIQUE (community, number)
);
-- A substitute steps in for one who was drawn.
CREATE TABLE draw_substitutes (
    community TEXT NOT NULL REFERENCES communities (id),
    draw TEXT NOT NULL REFERENCES draws (id),
    number BIGINT NOT NULL,
    out_entry TEXT NOT NULL,
    in_entry TEXT NOT NULL,
    reason TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (draw, number)
);
