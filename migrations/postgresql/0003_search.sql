-- Full-text search: which scenes have which words, as story/words.py cuts them; SQLite has a file of its own.

CREATE TABLE scene_word (
    edition_id TEXT NOT NULL REFERENCES edition (edition_id) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,
    words tsvector,                       -- NULL: too many for one; the text itself is looked at
    PRIMARY KEY (edition_id, ordinal)
);
CREATE INDEX scene_word_by_words ON scene_word USING gin (words);
