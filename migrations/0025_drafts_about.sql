-- A refused form says of what it is where it goes with that thing: papers and counts go with their vote. Until now the address
-- said it. What is kept lives an hour; of votes nothing is carried over.
DELETE FROM drafts WHERE form LIKE '/do/v/%';
ALTER TABLE drafts ADD COLUMN about TEXT NOT NULL DEFAULT '';
CREATE INDEX drafts_about ON drafts (about);
