-- Texts as they were typed (issue 16, C11 to C13).

-- How a text is to be shown: typed, or markdown where its writer chose that. What was written before says nothing, and was shown as
-- Markdown.
ALTER TABLE items ADD COLUMN paper_form TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN form TEXT NOT NULL DEFAULT '';
ALTER TABLE proposal_revisions ADD COLUMN form TEXT NOT NULL DEFAULT '';
ALTER TABLE remarks ADD COLUMN form TEXT NOT NULL DEFAULT '';
ALTER TABLE endings ADD COLUMN form TEXT NOT NULL DEFAULT '';
ALTER TABLE outcomes ADD COLUMN form TEXT NOT NULL DEFAULT '';
ALTER TABLE disclosures ADD COLUMN form TEXT NOT NULL DEFAULT '';
ALTER TABLE minutes ADD COLUMN form TEXT NOT NULL DEFAULT '';

-- By which folding a text is found: 1 knew pairs of characters alone. Older ones are folded anew in small steps.
ALTER TABLE documents ADD COLUMN folding BIGINT NOT NULL DEFAULT 1;
CREATE INDEX documents_folding ON documents (folding, doc);
