-- Pictures of stories: each is kept once, whoever shows it, as long as an edition does. Where it stands is in the
-- markup of its scene.

CREATE TABLE picture (
    name TEXT PRIMARY KEY,                -- hash of its bytes, and its kind: "….png", "….jpg"
    size BIGINT NOT NULL,                 -- bytes of data
    data BYTEA NOT NULL
);

CREATE TABLE illustration (
    edition_id TEXT NOT NULL REFERENCES edition (edition_id) ON DELETE CASCADE,
    name TEXT NOT NULL REFERENCES picture (name),
    PRIMARY KEY (edition_id, name)
);
CREATE INDEX illustration_by_name ON illustration (name);

ALTER TABLE edition ADD COLUMN cover TEXT NOT NULL DEFAULT '';  -- one of its pictures; '': none

ALTER TABLE upload ADD COLUMN pictures BIGINT NOT NULL DEFAULT 0;  -- bytes of its story's pictures, beside the file
