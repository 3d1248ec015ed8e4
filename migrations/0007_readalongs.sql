-- Read-alongs: a group on the same page, with a place of its own; its rounds, its deadlines and its posts.

CREATE TABLE readalong (
    readalong_id TEXT PRIMARY KEY,
    server_id BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,           -- where its lobby stands
    lobby_id BIGINT,                      -- the lobby's message; NULL until it is known to be posted
    thread_id BIGINT,                     -- where its pages go: a thread, or the channel itself; NULL: not open yet
    story_id TEXT NOT NULL REFERENCES story (story_id) ON DELETE CASCADE,
    edition_id TEXT NOT NULL,
    page_length TEXT NOT NULL,            -- stays as it was when people gathered, whatever the server changes
    revision BIGINT NOT NULL,             -- grows by one with every change
    phase TEXT NOT NULL CHECK (phase IN ('lobby', 'reading', 'talking', 'paused', 'ended')),
    round BIGINT NOT NULL,                -- counts the shared pages; a button names the one it was drawn for
    first_scene BIGINT NOT NULL,          -- the first page of this round
    first_at BIGINT NOT NULL,
    scene BIGINT NOT NULL,                -- its last page, which is the same unless a round is a part of many pages
    at BIGINT NOT NULL,
    quote TEXT NOT NULL,                  -- the words at that place, to find it again in a corrected edition
    horizon_scene BIGINT NOT NULL,
    horizon_at BIGINT NOT NULL,
    host_id BIGINT NOT NULL,              -- 0: nobody is left
    pace TEXT NOT NULL,                   -- JSON: what turns the page
    talk_minutes BIGINT NOT NULL,         -- how long to talk after a scene; 0: not at all
    made_at BIGINT NOT NULL,
    begins_at BIGINT,                     -- when a planned one begins
    began_at BIGINT,
    ended_at BIGINT,
    opened_at BIGINT NOT NULL,            -- when this round was opened
    timed_from BIGINT NOT NULL,           -- what the pace's minutes count from
    turned_by BIGINT NOT NULL,            -- who opened this round; 0: the clock
    undo TEXT NOT NULL,                   -- JSON: what Oops goes back to; '': nothing
    pause TEXT NOT NULL                   -- JSON: why it is paused and what it goes on with; '': it is not
);
CREATE INDEX readalong_by_server ON readalong (server_id, phase);
CREATE INDEX readalong_by_story ON readalong (story_id);
CREATE INDEX readalong_by_thread ON readalong (thread_id);

CREATE TABLE participant (
    readalong_id TEXT NOT NULL REFERENCES readalong (readalong_id) ON DELETE CASCADE,
    person_id BIGINT NOT NULL,
    joined_at BIGINT NOT NULL,
    pressed_at BIGINT NOT NULL,           -- when they last pressed something
    active_round BIGINT NOT NULL,         -- the round in which they last pressed something
    ready_round BIGINT NOT NULL,          -- the round they were last ready in
    read_scene BIGINT NOT NULL,           -- the last page they are known to have read; -1: none
    read_at BIGINT NOT NULL,
    is_cohost BIGINT NOT NULL,
    is_named BIGINT NOT NULL,             -- 1: may be named at the end
    left_at BIGINT,
    PRIMARY KEY (readalong_id, person_id)
);
CREATE INDEX participant_by_person ON participant (person_id);

CREATE TABLE round (
    readalong_id TEXT NOT NULL REFERENCES readalong (readalong_id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,             -- the one that opened it
    round BIGINT NOT NULL,
    phase TEXT NOT NULL,                  -- reading, talking or ended
    how TEXT NOT NULL,                    -- begin, host, ready, time, oops, skip, edition, end
    first_scene BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    scene BIGINT NOT NULL,
    at BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    opened_by BIGINT NOT NULL,            -- 0: the clock
    ready BIGINT NOT NULL,                -- how many were ready in the round before, and how many were present
    present BIGINT NOT NULL,
    PRIMARY KEY (readalong_id, revision)
);

CREATE TABLE deadline (
    readalong_id TEXT NOT NULL REFERENCES readalong (readalong_id) ON DELETE CASCADE,
    kind TEXT NOT NULL,                   -- begin, remind, announce, turn, talked
    due_at BIGINT NOT NULL,
    done_at BIGINT,
    PRIMARY KEY (readalong_id, kind, due_at)
);
CREATE INDEX deadline_by_time ON deadline (done_at, due_at);

CREATE TABLE post (
    readalong_id TEXT NOT NULL REFERENCES readalong (readalong_id) ON DELETE CASCADE,
    number BIGINT NOT NULL,               -- in the order they are sent; the nonce is made of it
    post_key TEXT NOT NULL,               -- what is posted, so that it is only once
    kind TEXT NOT NULL,
    round BIGINT NOT NULL,
    scene BIGINT NOT NULL,
    at BIGINT NOT NULL,
    about TEXT NOT NULL,                  -- JSON: what its words are made of
    made_at BIGINT NOT NULL,
    tried_at BIGINT,                      -- the first try whose outcome is not known
    posted_at BIGINT,
    channel_id BIGINT,
    message_id BIGINT,
    retired_at BIGINT,                    -- when its buttons were taken off
    PRIMARY KEY (readalong_id, number),
    UNIQUE (readalong_id, post_key)
);
CREATE INDEX post_to_send ON post (posted_at, made_at);
