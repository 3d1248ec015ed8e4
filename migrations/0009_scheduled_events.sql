-- The event in Discord's own calendar that stands for a planned read-along.

CREATE TABLE scheduled_event (
    readalong_id TEXT PRIMARY KEY REFERENCES readalong (readalong_id) ON DELETE CASCADE,
    event_id BIGINT NOT NULL
);
