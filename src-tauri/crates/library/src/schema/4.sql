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

-- What a person said of links: confirmed (also where no rule found one) or rejected. Both ends hold anchors, never block
-- ids.
CREATE TABLE verdict (
  id            INTEGER PRIMARY KEY,
  kind          TEXT NOT NULL,                 -- cites, quotes, …
  verdict       TEXT NOT NULL,                 -- confirmed, rejected
  from_end      TEXT NOT NULL,                 -- JSON: document, title, file, anchor, program
  to_end        TEXT NOT NULL,
  note          TEXT NOT NULL,
  said_at       TEXT NOT NULL                  -- RFC 3339, UTC
) STRICT;
