-- Several processes over one database: who lives, who looks after which shard, and when one may connect anew.

CREATE TABLE process (
    process_id TEXT PRIMARY KEY,
    shard_count BIGINT NOT NULL,
    homes TEXT NOT NULL, -- the shards that it would rather have, as 0,2; empty: any
    since BIGINT NOT NULL,
    expires_at BIGINT NOT NULL -- by the database's clock; after it, what it held is free
);

-- The session is what Discord needs to go on with a connection that another process had.
CREATE TABLE shard (
    shard_id BIGINT PRIMARY KEY,
    process_id TEXT, -- NULL: nobody looks after it
    session_id TEXT NOT NULL DEFAULT '',
    sequence BIGINT NOT NULL DEFAULT 0,
    gateway TEXT NOT NULL DEFAULT ''
);

CREATE TABLE identified (
    bucket BIGINT PRIMARY KEY,
    at BIGINT NOT NULL
);
