-- Pages of the original: of a deck its slides, of a workbook its sheets.
CREATE TABLE page (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  number   INTEGER NOT NULL,                   -- from 1
  label    TEXT,                               -- as printed
  width    REAL,                               -- points
  height   REAL,
  quality  TEXT NOT NULL,
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

-- Derived: the text as it stands in the file and where each character of it stands on its page. Apart from the blocks:
-- it is large, and wanted only when a document is shown.
CREATE TABLE layout (
  document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  placed   BLOB NOT NULL
) STRICT;

ALTER TABLE block ADD COLUMN undecided INTEGER NOT NULL DEFAULT 0;
ALTER TABLE block ADD COLUMN note_of INTEGER;

-- metadata is what is shown: as_read (what the file says, what was guessed, what was said at import), with what a
-- person said later in its place.
ALTER TABLE document ADD COLUMN as_read TEXT NOT NULL DEFAULT '{}';
UPDATE document SET as_read = metadata;
ALTER TABLE document ADD COLUMN guesses TEXT NOT NULL DEFAULT '[]';
ALTER TABLE document ADD COLUMN pages INTEGER NOT NULL DEFAULT 0;

-- What a person said of a document. By its public id, which the same file always gets: it outlives whatever is derived,
-- and the document itself.
CREATE TABLE edited (document TEXT PRIMARY KEY, fields TEXT NOT NULL) STRICT;

-- A file that an analyser of this version could not read again (locked, or refused): its documents keep what an older
-- one derived. The reason is a code of the report.
ALTER TABLE file ADD COLUMN kept_at INTEGER;
ALTER TABLE file ADD COLUMN kept_for TEXT;
