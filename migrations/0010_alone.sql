-- What a person reads alone, wherever that is.

CREATE INDEX reading_by_reader ON reading (reader_id) WHERE reader_id <> 0;
