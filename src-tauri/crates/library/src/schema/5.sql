-- 抜粋・注記. A note holds on to its passage by its words and their surroundings, never by block ids.
CREATE TABLE note (
  id         TEXT PRIMARY KEY,                 -- UUID
  document   TEXT NOT NULL,                    -- public id of the document it was made in; empty: unknown
  target     TEXT NOT NULL,                    -- tadori_notes::Target, JSON
  colour     TEXT NOT NULL,
  body       TEXT NOT NULL,                    -- Markdown
  tags       TEXT NOT NULL,                    -- JSON list
  made_at    TEXT NOT NULL,                    -- RFC 3339, UTC
  changed_at TEXT NOT NULL,
  folded     TEXT NOT NULL                     -- derived: what is searched in, normalised
) STRICT;
CREATE INDEX note_document ON note (document);

-- 抜粋集. Those without a parent are the outermost; a lower position comes first.
CREATE TABLE collection (
  id           TEXT PRIMARY KEY,               -- UUID
  parent       TEXT,
  position     INTEGER NOT NULL,
  title        TEXT NOT NULL,
  introduction TEXT NOT NULL                   -- Markdown
) STRICT;
CREATE TABLE collected (
  collection TEXT NOT NULL,
  note       TEXT NOT NULL,
  position   INTEGER NOT NULL,
  PRIMARY KEY (collection, note)
) STRICT, WITHOUT ROWID;
CREATE INDEX collected_note ON collected (note);

-- What a person calls the four colours.
CREATE TABLE colour (colour TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;

-- What another person's file says otherwise of a note of ours, until somebody decides: tadori_notes::Note, JSON.
CREATE TABLE conflict (note TEXT PRIMARY KEY, theirs TEXT NOT NULL) STRICT;

-- What was done to all of these, step by step: for undo and redo, and as the history of a note. A step that was undone
-- can be done again (undone = 1) until another one is taken (undone = 2).
CREATE TABLE step (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  what   TEXT NOT NULL,
  at     TEXT NOT NULL,                        -- RFC 3339, UTC
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE change (
  step    INTEGER NOT NULL REFERENCES step (id),
  ordinal INTEGER NOT NULL,
  entity  TEXT NOT NULL,                       -- note, collection, item, colour, conflict
  key     TEXT NOT NULL,
  before  TEXT,                                -- JSON; NULL: it was not there
  after   TEXT,
  PRIMARY KEY (step, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_of ON change (entity, key);

-- Derived: where each note stands in the current edition of its document, as that was at `seen`.
CREATE TABLE stands (
  note     TEXT PRIMARY KEY REFERENCES note (id) ON DELETE CASCADE,
  document TEXT,                               -- public id of that edition; NULL: not in the library
  key      INTEGER NOT NULL,                   -- its number; 0: none
  seen     INTEGER NOT NULL,                   -- its sequence
  state    TEXT NOT NULL,                      -- same, moved, lost
  start    INTEGER NOT NULL,                   -- byte of the source, for the order
  place    TEXT NOT NULL                       -- JSON
) STRICT;
CREATE INDEX stands_document ON stands (document);

-- notes: the number of the last change to any of these; notes_seen: the sequence at which it was asked last where notes
-- stand.
INSERT INTO state VALUES ('notes', 0), ('notes_seen', 0);
