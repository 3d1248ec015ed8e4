-- What else is told of a story; empty in editions that were imported before it was known.

ALTER TABLE edition ADD COLUMN tags TEXT NOT NULL DEFAULT '';
ALTER TABLE edition ADD COLUMN series TEXT NOT NULL DEFAULT '';
ALTER TABLE edition ADD COLUMN source TEXT NOT NULL DEFAULT '';
