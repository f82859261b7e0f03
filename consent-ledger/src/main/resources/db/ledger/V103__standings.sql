-- How a choice stands towards the subject's other choices: 1 an answer, 2 nothing but pending, 3 imported. Null for entries
-- that are no choice, and for choices before 0.2.0, which all are answers.
ALTER TABLE evidence.entries ADD COLUMN standing smallint CHECK (standing BETWEEN 1 AND 3);
