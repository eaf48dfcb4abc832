// The English words for each code: the thing, the cause, the next step.

import type { Code } from '../wire/generated'
import type { Explained, FileErrorCode, FileExplained, FileWarningCode } from './codes'
import type { errors as japanese } from './ja-codes'

export const errors: typeof japanese = {
  detail: 'Details',
  unknownCode: (code) => `Unknown code (${code})`,
}

export const codes: Record<Code, Explained> = {
  'library-unreadable': {
    thing: 'The library cannot be opened.',
    cause: 'Its folder is missing, or you may not read or write it.',
    next: 'Check where the folder is and your rights to it, or open another library at the top left.',
  },
  'library-newer': {
    thing: 'The library cannot be opened.',
    cause: 'It was written by a newer version of Tadori.',
    next: 'Update Tadori, or open another library at the top left. Nothing in the library was changed.',
  },
  'library-damaged': {
    thing: 'The data of the library is damaged.',
    cause: 'The disk may be failing, or writing was cut off.',
    next: 'Close Tadori, copy the folder of the library, and run the command tadori doctor: stored files, and notes as far as they can be read, go into a new database.',
  },
  'library-busy': {
    thing: 'The library cannot be written to.',
    cause: 'Another Tadori is writing to it.',
    next: 'Wait until the other import is done, or close the other window, and try again.',
  },
  'library-incomplete': {
    thing: 'Documents of this library are not back yet.',
    cause: 'The repair of a damaged library (tadori doctor) was cut off.',
    next: 'Close Tadori and run the command tadori doctor again: the other documents and notes come back.',
  },
  'library-read-only': {
    thing: 'The library cannot be written to.',
    cause: 'Its folder or disk is read-only, or it is the sample, whose documents stay as they are.',
    next: 'Searching and reading work as they are. To change documents, open a library of your own that can be written to.',
  },
  'disk-full': {
    thing: 'It could not be saved.',
    cause: 'The disk of the library is full.',
    next: 'Free some space and try again. What was done before is saved.',
  },
  'no-library': {
    thing: 'No library is open.',
    cause: 'The one that was open before cannot be found or was closed.',
    next: 'Choose a library at the top left, or make a new one.',
  },
  'no-document': {
    thing: 'This document cannot be opened.',
    cause: 'It was removed, or belongs to another library.',
    next: 'Choose another from the list, or import it again.',
  },
  'index-damaged': {
    thing: 'The search index cannot be used.',
    cause: 'It is damaged, or of an older form than this version makes.',
    next: 'Where the library can be written to, it is made anew by itself; copy a read-only one to a folder that can. No document is lost.',
  },
  'bad-query': {
    thing: 'This cannot be searched for.',
    cause: 'A quotation mark may be open, or there are only symbols.',
    next: 'Close the quotation mark ("), or leave the symbols out.',
  },
  'bad-request': {
    thing: 'This could not be done.',
    cause: 'The window and the program are of different versions.',
    next: 'Close Tadori and open it again. If it happens again, install it anew.',
  },
  'bad-name': {
    thing: 'A library of this name cannot be made.',
    cause: 'The name is empty, has a character that cannot be used (/ \\ : * ? " < > |), or is taken.',
    next: 'Type another name.',
  },
  'dated-draft': {
    thing: 'A draft has no date of decision.',
    cause: 'A date was given to a document that is marked as a draft. A draft does not borrow the date of its decision.',
    next: 'If it was decided, take the draft mark away. If it is a draft, leave the date empty.',
  },
  'no-note': {
    thing: 'This note or collection is not there.',
    cause: 'It was removed or undone elsewhere.',
    next: 'Open the list again. If it was removed by mistake, undo (Ctrl+Z) brings it back.',
  },
  'no-words': {
    thing: 'No note can be made here.',
    cause: 'There are no words in what is selected, or the document was read anew and the selection no longer fits.',
    next: 'Select the words again.',
  },
  'bad-notes': {
    thing: 'The notes could not be taken in.',
    cause: 'The file holds no notes (Web Annotation, Hypothesis or Zotero JSON), or is damaged.',
    next: 'Export it again from where it came. Nothing was changed here.',
  },
  'bad-link': {
    thing: 'This link cannot be opened.',
    cause: 'It is no link of Tadori (tadori://open/…), or a part of it is missing.',
    next: 'Copy the whole link again.',
  },
  'link-lost': {
    thing: 'The words of the link are not found.',
    cause: 'The document was revised and they were changed or removed.',
    next: 'Open the document and search for words of it. If there is an earlier edition, compare the two.',
  },
  'bad-style': {
    thing: 'The citation style cannot be read.',
    cause: 'It names a field that there is not, or a bracket has no partner.',
    next: 'Mend what the details say, or choose one of the styles offered.',
  },
  'not-checked': {
    thing: 'This file cannot be checked.',
    cause: 'It is a PDF, in a format that is not exported, or damaged.',
    next: 'Check the Word, Excel, Markdown, HTML, CSV or JSON file that was exported with it.',
  },
  'not-written': {
    thing: 'The file could not be written.',
    cause: 'The folder is not there or may not be written to, or another program (Excel …) has the file open.',
    next: 'Close it there, or choose another place, and save again.',
  },
  'not-shown': {
    thing: 'The file could not be shown in its folder.',
    cause: 'It was moved or removed, or there is no program that opens folders.',
    next: 'Open the path above with a program of your own. If the file is gone, export it again.',
  },
  cancelled: {
    thing: 'The reading of the documents was stopped.',
    cause: 'A user stopped it before it was done.',
    next: 'Start it again to see what it finds.',
  },
  internal: {
    thing: 'Something went wrong on the way.',
    cause: 'It is a fault of Tadori. The library is as it was.',
    next: 'Try again. If it happens again, send the details below to whoever looks after Tadori.',
  },
}

export const fileErrors: Record<FileErrorCode, FileExplained> = {
  'empty-file': { cause: 'The file is empty (0 bytes).', next: 'Open the original and check that its content was saved.' },
  'binary-file': { cause: 'The file is not text (an image, a program …).', next: 'Choose a document.' },
  'too-large': { cause: 'The file is too large.', next: 'Split it, by chapters for example, and import the parts.' },
  'unknown-format': { cause: 'This format is not known.', next: 'Open it in the program it was made with, and save it as Word (.docx), Excel (.xlsx) or PDF.' },
  undecodable: { cause: 'The character encoding cannot be told.', next: 'Save it as UTF-8 and import it again.' },
  'password-needed': { cause: 'It is locked with a password.', next: 'Type it under “Open with a password”. It is not kept.' },
  'wrong-password': { cause: 'The password does not open it.', next: 'Check capitals and half or full width, and type it again.' },
  'damaged-file': { cause: 'The file is damaged.', next: 'Open and save it again in the program it was made with, or get another copy.' },
  'over-limit': { cause: 'Reading it took more time or memory than a file may take, and was stopped.', next: 'It may be damaged or made to do harm. If you need it, split it and import the parts.' },
  cancelled: { cause: 'The import was stopped before it was read.', next: 'Import it again.' },
  'unreadable-file': { cause: 'The file cannot be read: no right to it, or another program holds it.', next: 'Close it elsewhere or check the rights, and import it again.' },
  vanished: { cause: 'The file went away before it was read.', next: 'See where it was moved to, and choose it again.' },
  'changed-while-read': { cause: 'The file was changed while it was read.', next: 'Wait until saving or syncing is done, and import it again.' },
  'disk-full': { cause: 'The disk of the library is full.', next: 'Free some space and import it again.' },
  'library-busy': { cause: 'Another Tadori is writing to the library.', next: 'Wait until it is done, and import it again.' },
  'library-read-only': { cause: 'The library is read-only.', next: 'Open a library that can be written to, and import it there.' },
  internal: { cause: 'A fault of Tadori: the file could not be read.', next: 'Other files are not affected. Send the details to whoever looks after Tadori.' },
}

export const warnings: Record<FileWarningCode, FileExplained> = {
  'replacement-characters': { cause: 'Some characters could not be read and stand as \ufffd.', next: 'Check names and figures against the original.' },
  'mixed-encoding': { cause: 'More than one character encoding is mixed in it.', next: 'Look for garbled text; if there is any, save it as UTF-8 and import it again.' },
  'control-characters': { cause: 'There are control characters in the text, which cannot be seen.', next: 'Check against the original that nothing is missing.' },
  'lone-carriage-returns': { cause: 'Some lines end in the old way (CR alone), which does not count as a line end.', next: 'If you need line numbers, save it with LF or CRLF and import it again.' },
  'long-line': { cause: 'A very long line was cut into several blocks.', next: 'Check against the original whether line breaks were lost.' },
  'no-text': { cause: 'There is nothing in it but white space.', next: 'If it is a scan, import its recognised text.' },
  'read-as-plain-text': { cause: 'The format that the file name says is not known; it was read as plain text.', next: 'Check that headings and tables came out right.' },
  'bad-front-matter': { cause: 'The head of the file (between ---) could not be read in full.', next: 'Check the title and the decision date; mend the head and import it again.' },
  'bad-record': { cause: 'Some lines (records), or their dates, could not be read and were left out.', next: 'See the line numbers in the details, mend them and import it again.' },
  'needs-ocr': { cause: 'Some pages are pictures, or their glyphs stand for no known characters; a search does not find them.', next: 'Recognise the text and import it again, or get a PDF with text.' },
  'ocr-text': { cause: 'The text of some pages was recognised from pictures and may be wrong.', next: 'Compare it with the original before you quote it.' },
  'page-left-out': { cause: 'Some pages could not be read and were left out.', next: 'Check in the original whether they are damaged.' },
  'hidden-part': { cause: 'Some sheets, rows, columns or slides are hidden; they were imported too.', next: 'Before you quote them, check that they were meant to be published.' },
  'formula-without-result': { cause: 'Some formulas have no stored result; their values could not be imported.', next: 'Open the file in Excel, save it there and import it again.' },
  'tracked-changes': { cause: 'Changes are tracked; the text was imported as if all of them were accepted.', next: 'See the original for the text before the changes.' },
  'hidden-text': { cause: 'Hidden text is not printed, so it was not imported.', next: 'If you need it, turn off “Hidden” for it in Word, save the file and import it again.' },
  'duplicate-record': { cause: 'Some records have the same id; the later ones were taken.', next: 'If that is not what you want, make the ids differ and import it again.' },
}
