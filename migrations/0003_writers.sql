-- Nobody countersigns what they have written at: who has, since the decision was last published (a JSON list of members).
ALTER TABLE outcomes ADD COLUMN writers TEXT NOT NULL DEFAULT '[]';
UPDATE outcomes SET writers = '["' || author || '"]';
