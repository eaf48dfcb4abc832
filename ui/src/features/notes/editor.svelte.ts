// A note that is written: saved by itself, never lost while it cannot be saved.

import { asError, type Host, type WireError } from '../../host/types'
import type { NoteColour, NoteVersion, NoteView, SaveNoteRequest } from '../../wire/generated'

/** After the last key, and at most after the first key that is not saved yet, ms: no more than a second is ever at stake. */
const PAUSE = 500
const LONGEST = 900

export type Status = 'idle' | 'waiting' | 'saving' | 'saved' | 'failed'
type Draft = Pick<SaveNoteRequest, 'body' | 'colour' | 'tags'>

export class EditorState {
  note = $state.raw<NoteView | null>(null)
  body = $state('')
  status = $state<Status>('idle')
  /** Notes that could not be saved, and why; what was written to them is kept. */
  failing = $state.raw<ReadonlyMap<string, WireError>>(new Map())
  mode = $state<'write' | 'preview'>('write')
  /** What became of it, oldest first; null as long as nobody asked. */
  history = $state.raw<NoteVersion[] | null>(null)
  readonly failure: WireError | null = $derived(this.failing.get(this.note?.id ?? '') ?? null)

  #host: Host
  #onsaved: (note: NoteView) => void
  /** What is not saved yet, by note: one that failed waits for the next attempt. */
  #drafts = new Map<string, Draft>()
  /** What is on its way. */
  #sending = new Map<string, Draft>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #since = 0
  #composing = false
  #saving: Promise<void> | null = null

  constructor(host: Host, onsaved: (note: NoteView) => void) {
    this.#host = host
    this.#onsaved = onsaved
  }

  get dirty(): boolean {
    return this.note !== null && (this.#drafts.has(this.note.id) || this.#sending.has(this.note.id))
  }

  /** Opens a note; what was written to the one before is saved. */
  show(note: NoteView | null): void {
    if (note?.id === this.note?.id) return note ? this.refresh(note) : undefined
    void this.flush()
    this.#composing = false
    this.note = note
    this.body = (note && this.#written(note.id)) ?? note?.body ?? ''
    this.status = note && this.failing.has(note.id) ? 'failed' : 'idle'
    this.history = null
    this.mode = 'write'
  }

  /** The note changed elsewhere (undone, say); what is being written stays. */
  refresh(note: NoteView): void {
    if (note.id !== this.note?.id) return
    this.note = note
    if (this.#written(note.id) === null && !this.#composing) this.body = note.body
    if (this.history) void this.loadHistory()
  }

  typed(text: string): void {
    this.body = text
    if (!this.#composing) this.#later()
  }

  /** An input method begins to compose: what is half converted is not saved. */
  compositionStart(): void {
    this.#composing = true
  }

  compositionEnd(text: string): void {
    this.#composing = false
    this.body = text
    this.#later()
  }

  get composing(): boolean {
    return this.#composing
  }

  colour(colour: NoteColour): void {
    if (colour !== this.note?.colour) this.#now({ colour })
  }

  tags(tags: string[]): void {
    this.#now({ tags })
  }

  /** Text and tags as they once were. */
  restore({ body, colour, tags }: NoteVersion): void {
    this.body = body
    this.#now({ body, colour, tags })
  }

  /** Saves what is not saved: at blur, when the view is left, when the window is closed. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#since = 0
    // One after the other, so that the last one written is the last one saved.
    while (this.#saving) await this.#saving
    if (this.#drafts.size === 0) return
    this.#saving = this.#save()
    await this.#saving
  }

  async loadHistory(): Promise<void> {
    const id = this.note?.id
    if (id === undefined) return
    try {
      const history = await this.#host.call('noteHistory', { id })
      if (this.note?.id === id) this.history = history
    } catch {
      // Asked for again when it is unfolded again.
      this.history = null
    }
  }

  /** Forgets everything: another library is open. */
  reset(): void {
    clearTimeout(this.#timer)
    this.#drafts.clear()
    this.failing = new Map()
    this.#close()
  }

  #close(): void {
    this.note = null
    this.body = ''
    this.status = 'idle'
    this.history = null
  }

  #fails(id: string, error: WireError | null): void {
    const failing = new Map(this.failing)
    if (error) failing.set(id, error)
    else failing.delete(id)
    this.failing = failing
  }

  /** The user removed these. */
  forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.#drafts.delete(id)
      this.#fails(id, null)
    }
    if (this.note && ids.includes(this.note.id)) this.#close()
  }

  /** The text that the program may not have yet. */
  #written(id: string): string | null {
    return this.#drafts.get(id)?.body ?? this.#sending.get(id)?.body ?? null
  }

  #later(): void {
    const { note } = this
    if (!note) return
    this.#draft(note.id, { body: this.body })
    this.status = 'waiting'
    this.#since ||= performance.now()
    clearTimeout(this.#timer)
    const left = LONGEST - (performance.now() - this.#since)
    this.#timer = setTimeout(() => void this.flush(), Math.max(0, Math.min(PAUSE, left)))
  }

  #now(given: Partial<Draft>): void {
    const { note } = this
    if (!note) return
    // Shown at once; what the program answers takes its place.
    this.note = { ...note, ...(given.colour && { colour: given.colour }), ...(given.tags && { tags: given.tags }) }
    this.#draft(note.id, given)
    void this.flush()
  }

  #draft(id: string, given: Partial<Draft>): void {
    this.#drafts.set(id, { ...(this.#drafts.get(id) ?? { body: null, colour: null, tags: null }), ...given })
  }

  async #save(): Promise<void> {
    const waiting = [...this.#drafts]
    this.#drafts = new Map()
    this.#sending = new Map(waiting)
    for (const [id, draft] of waiting) {
      const own = () => this.note?.id === id
      if (own()) this.status = 'saving'
      try {
        const saved = await this.#host.call('saveNote', { id, ...draft })
        this.#sending.delete(id)
        this.#fails(id, null)
        this.#onsaved(saved)
        if (!own()) continue
        this.note = saved
        this.status = this.#drafts.has(id) ? 'waiting' : 'saved'
        if (this.history) void this.loadHistory()
      } catch (thrown) {
        // Newer keys go before what failed.
        this.#sending.delete(id)
        this.#drafts.set(id, { ...draft, ...given(this.#drafts.get(id)) })
        this.#fails(id, asError(thrown))
        if (own()) this.status = 'failed'
      }
    }
    this.#saving = null
  }
}

const given = (draft: Draft | undefined): Partial<Draft> => Object.fromEntries(Object.entries(draft ?? {}).filter(([, value]) => value !== null))
