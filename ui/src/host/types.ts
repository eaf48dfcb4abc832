// The only seam between the window and the program. `tauri.ts` is the program itself,
// `fake.ts` an imitation for a plain browser and for tests.

import type { Commands, Error as WireError, Event as WireEvent } from '../wire/generated'

export type { WireError, WireEvent }

/** Something is dragged over the window, left it, or was let go in it. */
export type Drop = { kind: 'over' } | { kind: 'leave' } | { kind: 'drop'; paths: string[] }

/** Ends a subscription. */
export type Unlisten = () => void

export interface Host {
  /** Runs a command of the program; rejects with a wire error, never with anything else. */
  call<K extends keyof Commands>(name: K, request: Commands[K]['request']): Promise<Commands[K]['response']>
  /** Events of the program, from now on. */
  listen(handler: (event: WireEvent) => void): Unlisten
  /** Lets the user choose files; empty when nothing was chosen. */
  pickFiles(): Promise<string[]>
  /** Lets the user choose a folder. */
  pickFolder(): Promise<string[]>
  /** Lets the user choose where to write a file; null when nothing was chosen. */
  pickSave(name: string): Promise<string | null>
  /** The bytes of the original of a document (`ReaderView.original` says whether it can be shown). */
  original(document: string): Promise<ArrayBuffer>
  /** Files dragged into the window. */
  onFileDrop(handler: (drop: Drop) => void): Unlisten
  /** Puts text on the clipboard, plain and rich; says whether it went there. */
  copy(plain: string, html: string): Promise<boolean>
}

/** Whatever was thrown, as a wire error. */
export function asError(thrown: unknown): WireError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'detail' in thrown) {
    return thrown as WireError
  }
  return { code: 'internal', detail: thrown instanceof Error ? thrown.message : String(thrown) }
}
