-- What the lobby's message says of its read-along, so that one whose drawing was lost is drawn anew.

ALTER TABLE readalong ADD COLUMN lobby_tells TEXT NOT NULL DEFAULT 'lobby';
UPDATE readalong SET lobby_tells = phase;
