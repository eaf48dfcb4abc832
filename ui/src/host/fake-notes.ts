// Notes of the imitation, in memory, with undo and redo (`?notes` brings some, `?notes=10000` many).

import type { AnnotateRequest, Code, CollectionView, ColourName, Commands, NoteConflict, NoteVersion, NoteView, UndoView } from '../wire/generated'
import type { FakeDocument } from './fake-documents'
import { seeds, seedCollections } from './fake-note-seeds'
import { answerNotes, htmlOf, linkTo, notesOf, quoteOf, viewOf, type KeptNote } from './fake-note-views'

export interface KeptCollection {
  id: string
  parent: string | null
  title: string
  introduction: string
  notes: string[]
}

/** Everything that undo takes back; never changed in place. */
interface Kept {
  notes: readonly KeptNote[]
  collections: readonly KeptCollection[]
  names: readonly ColourName[]
}
interface Step {
  done: string
  before: Kept
  after: Kept
  notes: string[]
  collections: string[]
}
type Fail = (code: Code, detail: string) => never
type Answers = { [K in Names]: (request: Commands[K]['request']) => Commands[K]['response'] }
type Names =
  | 'notes' | 'notesOf' | 'annotate' | 'note' | 'saveNote' | 'removeNotes' | 'acceptMoves' | 'noteHistory' | 'undoState' | 'undo' | 'redo'
  | 'collections' | 'createCollection' | 'saveCollection' | 'removeCollection' | 'moveCollection' | 'putIn' | 'takeOut'
  | 'colours' | 'nameColour' | 'importNotes' | 'noteConflicts' | 'resolveConflict' | 'exportNotes' | 'openLink' | 'linkOf'

const NAMES: ColourName[] = [{ colour: 'yellow', name: '' }, { colour: 'green', name: '' }, { colour: 'blue', name: '' }, { colour: 'pink', name: '' }]

export class FakeNotes {
  #documents: () => FakeDocument[]
  #fail: Fail
  #changed: () => void
  /** Refuses where nothing can be written. */
  #write: () => void
  #kept: Kept = { notes: [], collections: [], names: NAMES }
  #past: Step[] = []
  #future: Step[] = []
  #history = new Map<string, NoteVersion[]>()
  #conflicts: NoteConflict[] = []
  #next = 1
  /** A moment later for each step, so that orders by time can be told apart. */
  #clock = Date.parse('2026-11-21T09:00:00Z')

  constructor(documents: () => FakeDocument[], count: number, write: () => void, fail: Fail, changed: () => void) {
    this.#documents = documents
    this.#fail = fail
    this.#changed = changed
    this.#write = write
    if (count > 0) {
      const notes = seeds(documents(), count)
      this.#kept = { ...this.#kept, notes, collections: seedCollections(notes) }
      this.#next = count + 100
      for (const note of notes) this.#note(note, 'annotate')
    }
  }

  answers(): Answers {
    return {
      notes: (request) => answerNotes(request, this.#kept.notes, this.#kept.collections, this.#documents()),
      notesOf: ({ document, first, last }) => notesOf(this.#kept.notes, this.#documents(), document, first, last),
      annotate: (request) => this.#annotate(request),
      note: ({ id }) => this.#view(id),
      saveNote: ({ id, ...given }) => {
        const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
        return this.#change('save-note', id, sent)
      },
      removeNotes: ({ ids }) => {
        for (const id of ids) this.#find(id)
        const collections = this.#kept.collections.map((each) => ({ ...each, notes: each.notes.filter((note) => !ids.includes(note)) }))
        this.#step('remove-notes', { notes: this.#kept.notes.filter(({ id }) => !ids.includes(id)), collections }, ids)
        return null
      },
      acceptMoves: ({ ids }) => {
        const notes = this.#kept.notes.map((note) => (ids.includes(note.id) ? { ...note, state: 'same' as const, was: null } : note))
        this.#step('accept-moves', { notes }, ids)
        return ids.map((id) => this.#view(id))
      },
      noteHistory: ({ id }) => this.#history.get(id) ?? [],
      undoState: () => this.#undoView(null),
      undo: () => this.#turn(this.#past, this.#future, 'before'),
      redo: () => this.#turn(this.#future, this.#past, 'after'),
      collections: () => this.#collections(),
      createCollection: ({ title, parent, introduction }) => {
        const id = `c${this.#next++}`
        this.#step('create-collection', { collections: [...this.#kept.collections, { id, parent, title, introduction, notes: [] }] }, [], [id])
        return this.#collectionView(id)
      },
      saveCollection: ({ id, title, introduction }) => {
        this.#collectionView(id)
        const saved = (each: KeptCollection) => ({ ...each, title: title ?? each.title, introduction: introduction ?? each.introduction })
        this.#step('save-collection', { collections: this.#kept.collections.map((each) => (each.id === id ? saved(each) : each)) }, [], [id])
        return this.#collectionView(id)
      },
      removeCollection: ({ id }) => {
        const gone = new Set(this.#below(id))
        this.#step('remove-collection', { collections: this.#kept.collections.filter((each) => !gone.has(each.id)) }, [], [...gone])
        return null
      },
      moveCollection: ({ id, parent, before }) => {
        const own = this.#kept.collections.find((each) => each.id === id) ?? this.#fail('no-note', `no collection “${id}”`)
        if (parent !== null && this.#below(id).includes(parent)) this.#fail('bad-request', 'a collection cannot lie in itself')
        const rest = this.#kept.collections.filter((each) => each.id !== id)
        const at = before === null ? rest.length : rest.findIndex((each) => each.id === before)
        this.#step('move-collection', { collections: [...rest.slice(0, at), { ...own, parent }, ...rest.slice(at)] }, [], [id])
        return this.#collections()
      },
      putIn: ({ collection, notes, before }) => {
        this.#items('put-in', collection, notes, (rest) => {
          const at = before === null ? rest.length : rest.indexOf(before)
          return [...rest.slice(0, at), ...notes, ...rest.slice(at)]
        })
        return null
      },
      takeOut: ({ collection, notes }) => {
        this.#items('take-out', collection, notes, (rest) => rest)
        return null
      },
      colours: () => [...this.#kept.names],
      nameColour: (named) => {
        this.#step('name-colour', { names: this.#kept.names.map((each) => (each.colour === named.colour ? named : each)) })
        return [...this.#kept.names]
      },
      importNotes: ({ path }) => this.#import(path),
      noteConflicts: () => this.#conflicts,
      resolveConflict: ({ id, take }) => {
        const theirs = this.#conflicts.find(({ mine }) => mine.id === id)?.theirs ?? this.#fail('no-note', `no conflict on “${id}”`)
        const { body, tags } = this.#find(id)
        if (take === 'theirs') this.#change('resolve-conflict', id, { colour: theirs.colour, body: theirs.body, tags: theirs.tags })
        if (take === 'both') this.#change('resolve-conflict', id, { body: `${body}\n\n${theirs.body}`, tags: [...new Set([...tags, ...theirs.tags])] })
        this.#conflicts = this.#conflicts.filter(({ mine }) => mine.id !== id)
        return this.#conflicts
      },
      exportNotes: () => this.#kept.notes.length,
      openLink: ({ url }) => this.#open(url),
      linkOf: ({ document, from, to }) => ({ url: linkTo(document, from, to) }),
    }
  }

  #annotate({ document, place, colour, body, tags, collection }: AnnotateRequest): NoteView {
    const found = this.#documents().find(({ info }) => info.document === document) ?? this.#fail('no-document', `no document “${document}”`)
    const quote = place.on === 'words' ? quoteOf(found, place.from, place.to) : ''
    if (place.on === 'words' && quote.trim() === '') this.#fail('no-words', 'nothing is selected')
    const at = this.#now()
    const { title, file } = found.info
    const note: KeptNote = { id: `n${this.#next++}`, document, title, file, place, quote, colour, body, tags, state: 'same', was: null, madeAt: at, changedAt: at }
    const collections = this.#kept.collections.map((each) => (each.id === collection ? { ...each, notes: [...each.notes, note.id] } : each))
    this.#step('annotate', { notes: [...this.#kept.notes, note], collections }, [note.id])
    this.#note(note, 'annotate')
    return this.#view(note.id)
  }

  #change(done: string, id: string, given: Partial<KeptNote>): NoteView {
    const note = { ...this.#find(id), ...given, changedAt: this.#now() }
    this.#step(done, { notes: this.#kept.notes.map((each) => (each.id === id ? note : each)) }, [id])
    this.#note(note, done)
    return this.#view(id)
  }

  #items(done: string, id: string, notes: string[], put: (rest: string[]) => string[]): void {
    this.#collectionView(id)
    const collections = this.#kept.collections.map((each) => (each.id === id ? { ...each, notes: put(each.notes.filter((note) => !notes.includes(note))) } : each))
    this.#step(done, { collections }, notes, [id])
  }

  #step(done: string, given: Partial<Kept>, notes: string[] = [], collections: string[] = []): void {
    this.#write()
    const before = this.#kept
    this.#kept = { ...before, ...given }
    this.#past.push({ done, before, after: this.#kept, notes, collections })
    this.#future = []
    this.#changed()
  }

  #turn(from: Step[], to: Step[], which: 'before' | 'after'): UndoView {
    this.#write()
    const step = from.pop()
    if (!step) return this.#undoView(null)
    to.push(step)
    this.#kept = step[which]
    this.#changed()
    return this.#undoView(step)
  }

  #undoView(step: Step | null): UndoView {
    const [undo, redo] = [this.#past.at(-1)?.done ?? null, this.#future.at(-1)?.done ?? null]
    return { done: step?.done ?? null, undo, redo, notes: step?.notes ?? [], collections: step?.collections ?? [] }
  }

  #note({ id, quote, colour, body, tags, changedAt }: KeptNote, done: string): void {
    this.#history.set(id, [...(this.#history.get(id) ?? []), { at: changedAt, done, undone: false, quote, colour, body, tags }])
  }

  #import(path: string): Commands['importNotes']['response'] {
    this.#write()
    if (!/\.json$/.test(path)) this.#fail('bad-notes', `${path} is no file of notes`)
    const mine = this.#kept.notes[0]
    const theirs = { colour: 'green' as const, body: '別の担当者の書いたこと。', html: '<p>別の担当者の書いたこと。</p>', tags: ['確認済み'], changedAt: this.#now() }
    this.#conflicts = mine ? [{ mine: this.#view(mine.id), theirs }] : []
    return { added: 3, lost: 1, known: 2, conflicts: this.#conflicts }
  }

  #open(url: string): Commands['openLink']['response'] {
    const [, id, from, to] = /^tadori:\/\/open\/([^?]+)\?b=(\d+)-(\d+)/.exec(url) ?? this.#fail('bad-link', url)
    const found = this.#documents().find(({ info }) => info.document === id) ?? this.#fail('link-lost', `no document “${id}”`)
    const [first, last] = [Number(from), Number(to)]
    if (found.texts[last] === undefined) this.#fail('link-lost', `no block ${last}`)
    const words = this.#kept.notes.find((note) => this.#view(note.id).link === url)?.quote
    const blocks = found.texts.slice(first, last + 1).flatMap((text, i) => {
      const parts = words === undefined ? [] : text.split(words)
      const runs = [{ text: parts[0] ?? '', mark: false }, { text: words ?? '', mark: true }, { text: parts.slice(1).join(words), mark: false }]
      return parts.length > 1 ? [{ block: first + i, runs: runs.filter((run) => run.text !== '') }] : []
    })
    return { document: found.info.document, first, last, blocks, moved: false }
  }

  #collections(): CollectionView[] {
    return this.#kept.collections.map(({ id }) => this.#collectionView(id))
  }

  #collectionView(id: string): CollectionView {
    const found = this.#kept.collections.find((each) => each.id === id) ?? this.#fail('no-note', `no collection “${id}”`)
    const { parent, title, introduction, notes } = found
    const position = this.#kept.collections.filter((each) => each.parent === parent).indexOf(found)
    return { id, parent, position, title, introduction, introductionHtml: htmlOf(introduction), count: notes.length }
  }

  /** A collection and all that lie in it. */
  #below(id: string): string[] {
    return [id, ...this.#kept.collections.filter(({ parent }) => parent === id).flatMap((each) => this.#below(each.id))]
  }

  #find(id: string): KeptNote {
    return this.#kept.notes.find((note) => note.id === id) ?? this.#fail('no-note', `no note “${id}”`)
  }

  #view(id: string): NoteView {
    return viewOf(this.#find(id), this.#kept.collections, this.#documents())
  }

  #now(): string {
    return new Date((this.#clock += 1000)).toISOString()
  }
}
