-- A server's own stories: the files they came from, and imports that wait to be accepted.

CREATE TABLE upload (
    story_id TEXT PRIMARY KEY REFERENCES story (story_id) ON DELETE CASCADE,
    server_id BIGINT NOT NULL,
    name TEXT NOT NULL,                   -- of the newest file; the story's own name is that of the first
    size BIGINT NOT NULL,                 -- bytes of data
    data BYTEA NOT NULL,                  -- the file as it was uploaded
    encoding TEXT NOT NULL,               -- '': found out
    split TEXT NOT NULL,                  -- what parts its scenes: a value of story.split.Split
    told TEXT NOT NULL                    -- what a manager has said about the story instead of the file, as JSON
);
CREATE INDEX upload_by_server ON upload (server_id);

CREATE TABLE draft (
    draft_id TEXT PRIMARY KEY,
    server_id BIGINT NOT NULL,
    replaces TEXT NOT NULL,               -- a story's id; '': a new story
    name TEXT NOT NULL,
    data BYTEA NOT NULL,
    encoding TEXT NOT NULL,
    split TEXT NOT NULL,
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX draft_by_server ON draft (server_id, made_at);
