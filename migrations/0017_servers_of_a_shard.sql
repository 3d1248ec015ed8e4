-- How many servers a shard had when its session was left: whoever goes on with it is not told of them again.

ALTER TABLE shard ADD COLUMN servers BIGINT NOT NULL DEFAULT 0;
