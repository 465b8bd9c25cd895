-- One note at a time to the people of a community, from whoever runs the platform, up to its last day.
CREATE TABLE notes (
    community TEXT PRIMARY KEY REFERENCES communities (id),
    body TEXT NOT NULL,
    until TEXT NOT NULL
);
