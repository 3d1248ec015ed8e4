-- Stories and their exact texts, where each reading stands, how it got there, and the messages that show it.
-- Times are milliseconds since 1970 in UTC; Discord's ids are BIGINT; a place is a scene's ordinal and a character in it.

CREATE TABLE story (
    story_id TEXT PRIMARY KEY,
    server_id BIGINT NOT NULL,            -- 0: in every server's library
    origin TEXT NOT NULL CHECK (origin IN ('bundled', 'folder', 'upload')),
    name TEXT NOT NULL,                   -- the file it came from
    source TEXT NOT NULL,                 -- hash of that file's bytes and of the importer that read them
    edition_id TEXT NOT NULL,             -- the newest
    added_at BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX story_by_server ON story (server_id, removed_at);

CREATE TABLE edition (
    edition_id TEXT PRIMARY KEY,          -- hash of the story's id and text
    story_id TEXT NOT NULL REFERENCES story (story_id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    language TEXT NOT NULL,
    rating TEXT NOT NULL,
    content_notes TEXT NOT NULL,
    licence TEXT NOT NULL,
    summary TEXT NOT NULL,
    imported_at BIGINT NOT NULL
);
CREATE INDEX edition_by_story ON edition (story_id);

CREATE TABLE chapter (
    edition_id TEXT NOT NULL REFERENCES edition (edition_id) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (edition_id, ordinal)
);

CREATE TABLE scene (
    edition_id TEXT NOT NULL REFERENCES edition (edition_id) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,              -- counted through the whole story
    chapter BIGINT NOT NULL,
    title TEXT NOT NULL,
    recap TEXT NOT NULL,
    question TEXT NOT NULL,
    words BIGINT NOT NULL,
    characters BIGINT NOT NULL,
    text TEXT NOT NULL,
    markup TEXT NOT NULL,                 -- kinds and styles of the text's blocks, as JSON
    PRIMARY KEY (edition_id, ordinal)
);

CREATE TABLE reading (
    reading_id TEXT PRIMARY KEY,
    server_id BIGINT NOT NULL,
    reader_id BIGINT NOT NULL,            -- 0: the server reads together; else the person reading alone
    story_id TEXT NOT NULL REFERENCES story (story_id) ON DELETE CASCADE,
    edition_id TEXT NOT NULL,
    scene BIGINT NOT NULL,
    at BIGINT NOT NULL,
    quote TEXT NOT NULL,                  -- the words at the place, to find it again in a corrected edition
    horizon_scene BIGINT NOT NULL,
    horizon_at BIGINT NOT NULL,
    revision BIGINT NOT NULL,             -- grows by one with every turn
    shown BIGINT NOT NULL,                -- the newest revision whose page is known to have been shown
    started_at BIGINT NOT NULL,
    turned_at BIGINT NOT NULL,
    turned_by BIGINT NOT NULL,
    UNIQUE (server_id, reader_id, story_id)
);
CREATE INDEX reading_by_story ON reading (story_id);

CREATE TABLE turn (
    reading_id TEXT NOT NULL REFERENCES reading (reading_id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,             -- the one this turn made
    kind TEXT NOT NULL,
    from_scene BIGINT NOT NULL,
    from_at BIGINT NOT NULL,
    to_scene BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    turned_by BIGINT NOT NULL,
    turned_at BIGINT NOT NULL,
    interaction_id BIGINT UNIQUE,         -- a redelivered command or press turns nothing
    PRIMARY KEY (reading_id, revision)
);

CREATE TABLE panel (
    reading_id TEXT NOT NULL REFERENCES reading (reading_id) ON DELETE CASCADE,
    channel_id BIGINT NOT NULL,
    server_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    revision BIGINT NOT NULL,             -- the one it shows
    scene BIGINT NOT NULL,
    at BIGINT NOT NULL,
    shown_at BIGINT NOT NULL,
    PRIMARY KEY (reading_id, channel_id)
);
CREATE INDEX panel_by_channel ON panel (channel_id, shown_at);

CREATE TABLE bookmark (
    reading_id TEXT NOT NULL REFERENCES reading (reading_id) ON DELETE CASCADE,
    name_key TEXT NOT NULL,               -- the name, case folded
    name TEXT NOT NULL,
    scene BIGINT NOT NULL,
    at BIGINT NOT NULL,
    quote TEXT NOT NULL,
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (reading_id, name_key)
);

CREATE TABLE installation (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
