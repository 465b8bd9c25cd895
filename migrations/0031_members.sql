-- One person at a time: when somebody was born, as exactly as it was said, and why and since which day somebody is off the roll.
ALTER TABLE members ADD COLUMN born TEXT NOT NULL DEFAULT '';
ALTER TABLE members ADD COLUMN left_why TEXT NOT NULL DEFAULT '';
ALTER TABLE members ADD COLUMN left_on TEXT NOT NULL DEFAULT '';
