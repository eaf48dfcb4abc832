-- Derived: what was read out of a document by the recognisers and the vocabulary that `stamp` stands for, as the change
-- `sequence` had left it.
CREATE TABLE noted (
  document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  stamp    TEXT NOT NULL,
  facts    BLOB NOT NULL                       -- packed
) STRICT;

-- Derived: documents whose wording was compared with that of all the others, as the change `sequence` had left them.
CREATE TABLE linked (
  document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  stamp    TEXT NOT NULL
) STRICT;

-- Derived: the links by wording from one document to another.
CREATE TABLE link (
  from_document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  to_document   INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  links         BLOB NOT NULL,                 -- packed
  PRIMARY KEY (from_document, to_document)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_to ON link (to_document);

-- Blocks of the library when the links in `link` began to be found: how much their wording tells was reckoned with these.
INSERT INTO state VALUES ('linked_blocks', 0);
