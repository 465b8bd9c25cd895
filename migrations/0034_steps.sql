-- What is told with a refusal: by which steps the thing came to stand where it stands, as JSON.
ALTER TABLE drafts ADD COLUMN steps TEXT NOT NULL DEFAULT '';
-- What people without a phone said in the hall and whoever presides entered for them. What was entered before, its entry tells.
ALTER TABLE proposals ADD COLUMN entered BIGINT NOT NULL DEFAULT 0;
ALTER TABLE seconds ADD COLUMN entered BIGINT NOT NULL DEFAULT 0;
UPDATE proposals SET entered = 1 WHERE EXISTS (
    SELECT 1 FROM journal j JOIN journal_private p ON p.community = j.community AND p.seq = j.seq
    WHERE j.community = proposals.community AND j.act = 'proposal.made' AND j.subject = proposals.item
    AND p.member = proposals.author AND p.body LIKE '%"entered_by":%'
    AND p.body LIKE '%"proposal":"' || proposals.id || '"%'
);
UPDATE seconds SET entered = 1 WHERE EXISTS (
    SELECT 1 FROM journal j JOIN journal_private p ON p.community = j.community AND p.seq = j.seq
    WHERE j.community = seconds.community AND j.act = 'proposal.seconded'
    AND p.member = seconds.member AND p.body LIKE '%"entered_by":%'
    AND p.body LIKE '%"proposal":"' || seconds.proposal || '"%'
);
