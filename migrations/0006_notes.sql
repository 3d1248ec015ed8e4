-- Margin notes: words pinned to a place in a story, read by whoever in that server has come so far.

CREATE TABLE note (
    note_id TEXT PRIMARY KEY,
    server_id BIGINT NOT NULL,
    story_id TEXT NOT NULL REFERENCES story (story_id) ON DELETE CASCADE,
    scene BIGINT NOT NULL,
    at BIGINT NOT NULL,
    quote TEXT NOT NULL,                  -- the story's words at the place, to find it again in a corrected edition
    words TEXT NOT NULL,
    author_id BIGINT NOT NULL,            -- whose words they are
    pinned_by BIGINT NOT NULL,            -- who put them there
    pinned_at BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,           -- the message they were in; 0: they were written as a note
    message_id BIGINT NOT NULL
);
CREATE INDEX note_by_place ON note (server_id, story_id, scene, at);
CREATE INDEX note_by_story ON note (story_id);
