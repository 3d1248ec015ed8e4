-- Full-text search: which scenes have which words. SQLite's FTS5; another engine has a file of its own.
-- A word's scene is found as number * 1048576 + ordinal. The number is ours, since a table's implicit rowids change when
-- a copy of the database is made, and the texts stay where they are: the index keeps words and no text.

CREATE TABLE searched (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again
    edition_id TEXT NOT NULL UNIQUE
);

CREATE VIRTUAL TABLE scene_word USING fts5 (
    text, content = '', prefix = '3', tokenize = 'unicode61 remove_diacritics 2'
);

INSERT INTO searched (edition_id) SELECT edition_id FROM edition;
INSERT INTO scene_word (rowid, text)
    SELECT n.number * 1048576 + s.ordinal, s.text FROM scene s JOIN searched n ON n.edition_id = s.edition_id;

-- Not of the words themselves: SQLite trusts no trigger with a virtual table (bot/store/search.py forgets those).
CREATE TRIGGER edition_goes AFTER DELETE ON edition BEGIN
    DELETE FROM searched WHERE edition_id = old.edition_id;
END;
