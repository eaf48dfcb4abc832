-- A value each: sequence (the number of the last change), index_generation.
CREATE TABLE state (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO state VALUES ('sequence', 0), ('index_generation', 1);

-- An imported file. Its bytes are originals/<hash>.
CREATE TABLE file (
  id            INTEGER PRIMARY KEY,
  hash          TEXT NOT NULL UNIQUE,          -- BLAKE3, hex
  path          TEXT NOT NULL,                 -- where it came from
  name          TEXT NOT NULL,
  bytes         INTEGER NOT NULL,
  format        TEXT NOT NULL,
  encoding      TEXT,
  imported_at   TEXT NOT NULL,                 -- RFC 3339, UTC
  overrides     TEXT NOT NULL DEFAULT '{}',    -- what the user said of it at import, JSON
  superseded_by INTEGER REFERENCES file (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX file_path ON file (path);

-- A document of a file: the file itself, or one of its records. `work` and `edition` tell editions of one work.
CREATE TABLE document (
  id          INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: the index knows documents by it
  public_id   TEXT NOT NULL UNIQUE,
  file        INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
  record      TEXT,
  url         TEXT,
  metadata    TEXT NOT NULL,                   -- JSON
  sequence    INTEGER NOT NULL,                -- the change that last touched it
  -- derived from the original by the analyser of this version
  structure   INTEGER NOT NULL,
  blocks      INTEGER NOT NULL
) STRICT;
CREATE INDEX document_file ON document (file);
CREATE INDEX document_sequence ON document (sequence);

-- Documents that are gone, for an index that has not heard of it.
CREATE TABLE removed (document INTEGER PRIMARY KEY, sequence INTEGER NOT NULL) STRICT;

-- Derived: blocks in reading order.
CREATE TABLE block (
  document   INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  ordinal    INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  level      INTEGER,
  number     TEXT,
  title      TEXT,
  parent     INTEGER,
  text       TEXT NOT NULL,
  alignment  TEXT NOT NULL,                    -- reading text → source, JSON
  span_start INTEGER NOT NULL,
  span_end   INTEGER NOT NULL,
  line_first INTEGER NOT NULL,
  line_last  INTEGER NOT NULL,
  page       INTEGER,
  page_label TEXT,
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

-- Files of an import that has not ended: what is left after a kill.
CREATE TABLE pending (path TEXT PRIMARY KEY, options TEXT NOT NULL) STRICT;
