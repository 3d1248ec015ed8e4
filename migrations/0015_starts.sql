-- What is looked up at every start, without going through all stories and people.
CREATE INDEX story_by_origin ON story (origin, removed_at);
CREATE INDEX person_unnamed ON person (naming, person_id) WHERE naming = 'no';
