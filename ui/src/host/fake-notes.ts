// Notes of the imitation: it keeps none yet.

import type { Code, Commands } from '../wire/generated'

const names = [
  'notes',
  'notesOf',
  'annotate',
  'note',
  'saveNote',
  'removeNotes',
  'acceptMoves',
  'noteHistory',
  'undoState',
  'undo',
  'redo',
  'collections',
  'createCollection',
  'saveCollection',
  'removeCollection',
  'moveCollection',
  'collection',
  'putIn',
  'takeOut',
  'colours',
  'nameColour',
  'importNotes',
  'noteConflicts',
  'resolveConflict',
  'exportNotes',
  'openLink',
  'linkOf',
] as const satisfies (keyof Commands)[]

/** Refuses every command that has to do with notes. */
export function noNotes(fail: (code: Code, detail: string) => never): { [K in (typeof names)[number]]: () => never } {
  const refuse = () => fail('bad-request', 'the imitation keeps no notes')
  return Object.fromEntries(names.map((name) => [name, refuse])) as { [K in (typeof names)[number]]: () => never }
}
