-- What was published about relief before things were published for someone in particular (0010) is for members too.
UPDATE publications SET audience = 'members', matter = 'priority_aid' WHERE kind = 'outcome' AND subject IN (
    SELECT v.id FROM votes v JOIN items i ON i.id = v.item WHERE i.matter = 'priority_aid'
);
UPDATE publications SET audience = 'members', matter = 'priority_aid' WHERE kind = 'ending' AND subject IN (
    SELECT id FROM items WHERE matter = 'priority_aid'
);
UPDATE publications SET audience = 'members', matter = 'priority_aid' WHERE kind = 'completion' AND subject IN (
    SELECT c.id FROM completions c JOIN votes v ON v.id = c.vote JOIN items i ON i.id = v.item WHERE i.matter = 'priority_aid'
);
DELETE FROM document_pairs WHERE doc IN (
    SELECT d.doc FROM documents d JOIN publications p ON p.community = d.community AND p.kind = d.kind AND p.subject = d.subject
    WHERE p.audience = 'members'
);
DELETE FROM documents WHERE EXISTS (
    SELECT 1 FROM publications p WHERE p.community = documents.community AND p.kind = documents.kind
    AND p.subject = documents.subject AND p.audience = 'members'
);
