// The English words of 書出し and 照合.

import type { exporting as japanese, verifying as japaneseVerifying } from './ja-export'

const n = (count: number) => count.toLocaleString('en-US')
const s = (count: number, one: string, many = `${one}s`) => `${n(count)} ${count === 1 ? one : many}`

export const exporting: typeof japanese = {
  title: 'Export',
  open: 'Export …',
  what: { collection: 'Collection', notes: 'Notes', search: 'Search results', trace: 'Trace', coverage: 'Coverage', comparison: 'Comparison', budget: 'Budget' },
  allNotes: 'all notes',
  filteredNotes: 'filtered notes',
  allAmounts: 'amounts of all documents',
  format: 'Format',
  formats: {
    docx: { name: 'Word (.docx)', hint: 'quotes, notes, footnotes, list of sources' },
    xlsx: { name: 'Excel (.xlsx)', hint: 'a table with types' },
    pdf: { name: 'PDF', hint: 'with a Japanese font inside' },
    html: { name: 'HTML', hint: 'one file, ready for print' },
    md: { name: 'Markdown (.md)', hint: 'to go on writing elsewhere' },
    csv: { name: 'CSV', hint: 'one table, opens in Excel' },
    json: { name: 'JSON', hint: 'W3C Web Annotation' },
    bibtex: { name: 'BibTeX (.bib)', hint: 'the sources only, for LaTeX' },
    'csl-json': { name: 'CSL-JSON', hint: 'the sources only, for reference managers' },
  },
  style: 'How sources are cited',
  styles: { ministry: 'As ministries do', short: 'Short (title and page)', academic: 'Academic', own: 'My own' },
  example: 'Example (made up)',
  examples: {
    ministry: 'title, date and body of decision, section, page',
    short: 'title, page',
    academic: 'author, title, year, page',
  },
  own: 'How sources are cited (fields in braces)',
  ownPlaceholder: '{title}[ ({decided}, {body})], {section}, {page}',
  fields: 'Fields: {source} {title} {edition} {decided} {body} {issuer} {year} {summary} {section} {page} {lines} {url} {link} {file} {hash}. What stands in [ ] is left out when its fields are all empty.',
  keep: 'Cite so in this library from now on',
  start: 'Choose a place and export …',
  print: 'Print …',
  unprintable: 'Nothing can be printed from here. Export as HTML and print it from a browser.',
  printView: 'Page to print',
  running: 'Exporting …',
  progress: (done, total) => `Wrote ${n(done)} of ${n(total)}`,
  cancel: 'Stop',
  cancelled: 'The export was stopped. There is no file.',
  done: (excerpts, rows) => `Exported (${[excerpts ? s(excerpts, 'excerpt') : '', rows ? s(rows, 'row') : ''].filter(Boolean).join(', ') || 'empty'}):`,
  missing: (signs) => `The font of the PDF lacks these characters, a box stands for each: ${signs}. Word and HTML show them.`,
  verify: 'Check this file',
}

export const verifying: typeof japaneseVerifying = {
  title: 'Check of an exported file',
  open: 'Check a file …',
  lead: 'Choose an exported file: its quotes are compared with the documents. A quote that was edited by hand is found out.',
  of: (file) => `File: ${file}`,
  choose: 'Choose a file …',
  working: 'Comparing each quote with its document …',
  sum: (exact, changed, missing) => `${n(exact)} the same, ${n(changed)} different, ${n(missing)} not found`,
  noQuotes: 'No quotes exported by Tadori were found in this file.',
  show: 'Quotes shown',
  shows: {
    all: (count) => `All ${n(count)}`,
    exact: (count) => `Same ${n(count)}`,
    changed: (count) => `Different ${n(count)}`,
    missing: (count) => `Not found ${n(count)}`,
  },
  quotes: 'Quotes',
  status: { exact: 'same', changed: 'different', missing: 'not found' },
  reasons: {
    'no-link': 'The link of the quote was removed: its passage cannot be found.',
    'bad-link': 'The link of the quote is damaged: its passage cannot be found.',
    'no-document': 'Its document is not in this library. Import it to check the quote.',
    'no-words': 'Its document does not have these words.',
  },
  onlySpelling: 'Only width or forms of characters differ.',
  newer: (title, has) => `The newer edition “${title}” ${has ? 'has' : 'does not have'} these words.`,
  spot: (spot) => spot,
  inFile: 'In the file',
  inDocument: 'In the document',
  toPassage: 'Open in the text',
}
