-- What a person decided of an amount that the text ties to no subject. Anchored, so that it outlives whatever is derived,
-- and the edition of which it was said.
CREATE TABLE decided (
  id         INTEGER PRIMARY KEY,
  document   TEXT NOT NULL,                    -- public id of the document it was said of
  anchor     TEXT NOT NULL,                    -- the amount: tadori_text::Anchor, JSON
  yen        INTEGER NOT NULL,
  subject    TEXT,                             -- NULL: none of its candidates
  decided_at TEXT NOT NULL                     -- RFC 3339, UTC
) STRICT;
CREATE INDEX decided_document ON decided (document);
