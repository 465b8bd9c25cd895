-- Secret votes that have ended, and whose last trace is still to be removed from what the engine keeps of deleted rows.
CREATE TABLE traces (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL,
    vote TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- The mark of the last group that a lane has committed: whether a commit that gave no answer was done can be asked here.
-- A lane of SQLite serves every community; its community is empty.
CREATE TABLE commits (
    lane TEXT PRIMARY KEY,
    community TEXT NOT NULL,
    mark TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- The write path is tried here; nothing reads it.
CREATE TABLE probes (
    id TEXT PRIMARY KEY,
    at BIGINT NOT NULL
);
