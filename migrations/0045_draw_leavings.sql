-- Somebody who was drawn is to be replaced: one person says so, with the reason; another lets the substitute step in. One at a time.
CREATE TABLE draw_leavings (
    draw TEXT PRIMARY KEY REFERENCES draws (id),
    community TEXT NOT NULL REFERENCES communities (id),
    out_entry TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    at BIGINT NOT NULL
);
