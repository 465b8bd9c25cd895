-- One scan per phone: a later scan from another phone does not hide an earlier one. Scans that wait are not kept.
DROP TABLE scans;
CREATE TABLE scans (
    community TEXT NOT NULL REFERENCES communities (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    member TEXT NOT NULL REFERENCES members (id),
    login TEXT NOT NULL REFERENCES logins (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (session, member, login)
);
