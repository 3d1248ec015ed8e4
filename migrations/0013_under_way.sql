-- Counted for whoever looks from outside, without going through those that are over.
CREATE INDEX readalong_under_way ON readalong (phase) WHERE phase <> 'ended';
