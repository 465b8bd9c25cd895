-- What was sent back, named as it stood then: saved as it was, it stays sent back. Empty where that was not kept.
ALTER TABLE publication_drafts ADD COLUMN returned_of TEXT NOT NULL DEFAULT '';
ALTER TABLE milestones ADD COLUMN returned_of TEXT NOT NULL DEFAULT '';
