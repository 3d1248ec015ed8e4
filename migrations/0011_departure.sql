-- Servers that have removed the bot, until what is kept about them is forgotten.

CREATE TABLE departure (
    server_id BIGINT PRIMARY KEY,
    left_at BIGINT NOT NULL
);
