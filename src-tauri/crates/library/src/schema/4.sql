-- What a person said of two names of programs: one thing (same = 1), or two (same = 0). As the person gave them; a pair
-- is there once.
CREATE TABLE named (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,
  other   TEXT NOT NULL,
  same    INTEGER NOT NULL,
  said_at TEXT NOT NULL,                       -- RFC 3339, UTC
  UNIQUE (name, other)
) STRICT;
