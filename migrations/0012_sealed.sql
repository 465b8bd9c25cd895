-- What an entry says of a thing that stays within the community. The chain, which is public, holds its salted hash; it is
-- nobody's personal part and is never erased.
CREATE TABLE journal_sealed (
    community TEXT NOT NULL,
    seq BIGINT NOT NULL,
    salt TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (community, seq)
);
