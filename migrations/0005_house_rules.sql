-- How each server wants to be read to, and each person; who has chosen nothing has no row.

CREATE TABLE house_rules (
    server_id BIGINT PRIMARY KEY,
    page_length TEXT NOT NULL,            -- a value of story.pages.PageLength
    who_turns TEXT NOT NULL,              -- a value of bot.store.house_rules.WhoTurns
    role_id BIGINT NOT NULL,              -- the role that may turn; 0: none
    plain BIGINT NOT NULL,                -- 1: no frames and no signs, for who listens
    language TEXT NOT NULL,               -- of the bot's sentences; '': as Discord says of the server
    zone TEXT NOT NULL,                   -- of the server's days and evenings, by its IANA name
    adults BIGINT NOT NULL,               -- 0: no story for adults, in no channel
    reports_to BIGINT NOT NULL            -- the channel that is told of reports; 0: none
);

CREATE TABLE person (
    person_id BIGINT PRIMARY KEY,
    page_length TEXT NOT NULL,            -- for reading alone; '': as the server's
    plain BIGINT NOT NULL,                -- 1: also where the server's rules do not ask for it
    language TEXT NOT NULL,               -- '': as Discord says of the person
    naming TEXT NOT NULL                  -- a value of bot.store.house_rules.Naming
);
