-- Why a draft, or the report of a step, was sent back by who was to sign or accept it; empty once it is written anew.
ALTER TABLE outcomes ADD COLUMN returned TEXT NOT NULL DEFAULT '';
ALTER TABLE disclosures ADD COLUMN returned TEXT NOT NULL DEFAULT '';
ALTER TABLE milestones ADD COLUMN returned TEXT NOT NULL DEFAULT '';
