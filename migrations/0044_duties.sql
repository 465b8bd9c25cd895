-- The duty calendar of open affairs (公开目录). The catalogues that a place keeps, as their files were when it took them over, and from which
-- day on it is asked for them.
CREATE TABLE duty_lists (
    community TEXT NOT NULL REFERENCES communities (id),
    catalogue TEXT NOT NULL,
    version TEXT NOT NULL,
    text TEXT NOT NULL,
    from_day TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (community, catalogue)
);
-- What stands for a period of a duty: a disclosure that is written for it (its subject), or that there is nothing to report, or, of no
-- period, that the duty does not apply; the latter two with their reason, role and day, in public.
CREATE TABLE duty_answers (
    community TEXT NOT NULL REFERENCES communities (id),
    code TEXT NOT NULL,
    span TEXT NOT NULL,
    subject TEXT NOT NULL,
    said TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL,
    day TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (community, code, span, subject)
);
CREATE INDEX duty_answers_subject ON duty_answers (subject);
