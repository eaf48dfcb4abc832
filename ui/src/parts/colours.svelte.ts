// The four colours of highlights, and what the user calls them.

import type { ColourName, NoteColour } from '../wire/generated'
import { w } from '../words/index.svelte'

export const colours: readonly NoteColour[] = ['yellow', 'green', 'blue', 'pink']

let names = $state.raw<Partial<Record<NoteColour, string>>>({})

/** The names as the library has them. */
export function callColours(given: readonly ColourName[]): void {
  names = Object.fromEntries(given.map(({ colour, name }) => [colour, name]))
}

/** What the user calls it; empty where nobody said. */
export const ownName = (colour: NoteColour): string => names[colour] ?? ''

/** The user's name with the colour, or the colour. */
export function colourName(colour: NoteColour): string {
  const own = ownName(colour)
  return own === '' ? w().notes.colour[colour] : w().notes.colourNamed(w().notes.colour[colour], own)
}
