// 抜粋 as a whole: notes, collections, what is written, what is undone, and what passes between them.

import { ExportState } from '../features/export/state.svelte'
import { VerifyState } from '../features/export/verify.svelte'
import { BesideState } from '../features/notes/beside.svelte'
import { CollectionsState } from '../features/notes/collections.svelte'
import { EditorState } from '../features/notes/editor.svelte'
import { NoteFilesState } from '../features/notes/files.svelte'
import { firstChoice, NotesState } from '../features/notes/state.svelte'
import { UndoState } from '../features/notes/undo.svelte'
import { asError, type Host, type WireEvent } from '../host/types'
import { callColours } from '../parts/colours.svelte'
import type { NoteColour, NoteState, NoteView } from '../wire/generated'
import { w } from '../words/index.svelte'

/** Changes come in bursts, ms. */
const BURST = 40

export class Excerpts {
  readonly notes: NotesState
  readonly collections: CollectionsState
  /** What is written in 抜粋, and beside the text. */
  readonly editor: EditorState
  readonly card: EditorState
  readonly undo: UndoState
  readonly files: NoteFilesState
  readonly beside: BesideState
  readonly exporting: ExportState
  readonly verify: VerifyState
  /** Notes for which a collection is to be chosen. */
  putting = $state.raw<string[] | null>(null)
  /** Where the card of a note stands, and where the focus goes afterwards. */
  place = $state.raw<{ beside: DOMRect; back: HTMLElement | null } | null>(null)
  /** Which of the two lists stands beside the text. */
  tab = $state<'links' | 'notes'>('links')

  #host: Host
  #shown: () => boolean
  #onchanged: () => void
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `shown` says whether 抜粋 is in sight, `onchanged` has the text marked anew. */
  constructor(host: Host, shown: () => boolean, onchanged: () => void) {
    this.#host = host
    this.#shown = shown
    this.#onchanged = onchanged
    this.notes = new NotesState(host)
    this.collections = new CollectionsState(host)
    const saved = (editor: () => EditorState) => (note: NoteView) => {
      this.notes.put(note)
      editor().refresh(note)
      this.changed()
    }
    this.editor = new EditorState(host, saved(() => this.card))
    this.card = new EditorState(host, saved(() => this.editor))
    this.undo = new UndoState(host, () => this.changed())
    this.files = new NoteFilesState(host, () => this.changed())
    this.beside = new BesideState(host)
    this.exporting = new ExportState(host)
    this.verify = new VerifyState(host)
  }

  on(event: WireEvent): void {
    if (event.event === 'notes-changed') this.changed()
    this.exporting.on(event)
  }

  /** Another library is open. */
  async enter(): Promise<void> {
    await Promise.all([this.undo.load(), this.collections.load(), this.files.load(), this.#loadColours()])
  }

  /** Has a note, a collection, or the notes of a document in some state listed. */
  async show(what: { note: string } | { collection: string } | { document: string; states: NoteState[] }): Promise<void> {
    const { notes } = this
    if ('collection' in what) notes.openCollection(what.collection)
    else if ('states' in what) notes.restrict({ ...firstChoice(), ...what })
    else await notes.find(what.note)
  }

  need(): void {
    void this.notes.need()
  }

  /** Notes or collections changed, here or elsewhere. */
  changed(): void {
    this.#timer ??= setTimeout(() => void this.#refresh(), BURST)
  }

  async #refresh(): Promise<void> {
    this.#timer = undefined
    this.notes.outdate()
    this.beside.outdate()
    this.#onchanged()
    await Promise.all([
      this.#shown() ? this.notes.load() : undefined,
      this.collections.load(),
      this.#loadColours(),
      this.#again(this.card),
      this.#again(this.editor),
      this.undo.load(),
    ])
    // The collection that is listed may be gone.
    const { collection } = this.notes.choice
    if (collection !== '' && !this.collections.error && !this.collections.find(collection)) this.notes.openCollection('')
  }

  /** A note that is open may have changed; one that is gone, and not being written, is closed. */
  async #again(editor: EditorState): Promise<void> {
    const id = editor.note?.id
    if (id === undefined) return
    try {
      editor.refresh(await this.#host.call('note', { id }))
    } catch (thrown) {
      if (asError(thrown).code !== 'no-note' || editor.dirty) return
      editor.forget([id])
      if (editor === this.card) this.place = null
    }
  }

  async openCard(id: string, beside: DOMRect, back: HTMLElement | null): Promise<void> {
    await this.#try(async () => {
      // What is written in 抜粋 of the same note goes first.
      await this.editor.flush()
      this.card.show(await this.#host.call('note', { id }))
      this.place = { beside, back }
    })
  }

  closeCard(): void {
    this.place = null
    this.card.show(null)
  }

  put(ids: string[]): void {
    if (ids.length) this.putting = ids
  }

  async putInto(ids: string[], collection: string): Promise<void> {
    this.putting = null
    await this.#try(async () => {
      await this.#host.call('putIn', { collection, notes: ids, before: null })
      this.undo.tell({ text: w().notes.collections.putDone(ids.length, this.collections.find(collection)?.title ?? '') })
    })
  }

  /** Before another note of the collection that is listed. */
  async order(ids: string[], before: string | null): Promise<void> {
    const { collection } = this.notes.choice
    await this.#try(async () => {
      await this.#host.call('putIn', { collection, notes: ids, before })
    })
  }

  async takeOut(ids: string[]): Promise<void> {
    const { collection } = this.notes.choice
    await this.#try(async () => {
      await this.#host.call('takeOut', { collection, notes: ids })
    })
  }

  async accept(ids: string[]): Promise<void> {
    await this.#try(async () => {
      const accepted = await this.#host.call('acceptMoves', { ids })
      for (const note of accepted) {
        this.notes.put(note)
        this.editor.refresh(note)
        this.card.refresh(note)
      }
      this.undo.tell({ text: w().notes.moved.accepted })
    })
  }

  async remove(ids: string[]): Promise<void> {
    if (ids.length === 0) return
    await this.#try(async () => {
      // What was written last is in the history of what is removed.
      await Promise.all([this.editor.flush(), this.card.flush()])
      await this.#host.call('removeNotes', { ids })
      this.editor.forget(ids)
      if (this.card.note && ids.includes(this.card.note.id)) this.closeCard()
      this.card.forget(ids)
      this.notes.selectNone()
      this.undo.tell({ text: w().notes.removed(ids.length) })
    })
  }

  async removeCollection(id: string): Promise<void> {
    const title = await this.collections.remove(id)
    if (title === null) return
    if (this.notes.choice.collection === id) this.notes.openCollection('')
    this.undo.tell({ text: w().notes.collections.removed(title) })
    this.changed()
  }

  async nameColour(colour: NoteColour, name: string): Promise<void> {
    await this.#try(async () => callColours(await this.#host.call('nameColour', { colour, name: name.trim() })))
  }

  async copyLink(url: string): Promise<void> {
    const copied = await this.#host.copy(url, `<a href="${url}">${url}</a>`)
    this.undo.tell({ text: copied ? w().notes.reader.linkCopied : w().reader.notCopied })
  }

  /** Nothing that was written is lost by leaving; says whether all of it is saved. */
  async flush(): Promise<boolean> {
    await Promise.all([this.editor.flush(), this.card.flush()])
    const [failure] = [...this.editor.failing.values(), ...this.card.failing.values()]
    if (failure) this.undo.tell({ failure })
    return failure === undefined
  }

  reset(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.place = null
    this.putting = null
    for (const part of [this.notes, this.collections, this.editor, this.card, this.undo, this.files, this.beside, this.exporting, this.verify]) part.reset()
    callColours([])
  }

  async #loadColours(): Promise<void> {
    try {
      callColours(await this.#host.call('colours', null))
    } catch {
      // The colours have names of their own.
    }
  }

  async #try(does: () => Promise<void>): Promise<void> {
    try {
      await does()
      clearTimeout(this.#timer)
      await this.#refresh()
    } catch (thrown) {
      this.undo.tell({ failure: asError(thrown) })
    }
  }
}
