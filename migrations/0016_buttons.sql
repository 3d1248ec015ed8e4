-- What can still be pressed, for taking the buttons off what is over.
CREATE INDEX post_with_buttons ON post (readalong_id) WHERE retired_at IS NULL AND message_id IS NOT NULL;
