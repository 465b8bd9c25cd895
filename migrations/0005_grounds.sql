-- What is on record for the gates of a vote: a delegation, the number of women, a study, a consultation.
CREATE TABLE grounds (
    community TEXT NOT NULL REFERENCES communities (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    matter TEXT NOT NULL,
    said TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (kind, subject, matter)
);
-- The rules under which a session was called, by matter; and the gates as they stood when a vote opened. Both JSON.
ALTER TABLE sessions ADD COLUMN rules TEXT NOT NULL DEFAULT '';
ALTER TABLE votes ADD COLUMN gates TEXT NOT NULL DEFAULT '[]';
