// Notes of the imitation as the window gets them.

import type {
  Commands, DocumentNotes, Facet, NoteBoxes, NoteColour, NoteMark, NoteOn, NotePlace, NoteRun, NoteState, NotesRequest, NoteView, PageBox, TextPoint,
} from '../wire/generated'
import type { FakeDocument } from './fake-documents'
import { boxesWithin } from './fake-pdf'
import type { KeptCollection } from './fake-notes'

export interface KeptNote {
  id: string
  document: string
  title: string
  file: string
  place: NoteOn
  quote: string
  colour: NoteColour
  body: string
  tags: string[]
  state: NoteState
  was: NotePlace | null
  madeAt: string
  changedAt: string
}

export const linkTo = (document: string, from: TextPoint, to: TextPoint): string =>
  `tadori://open/${document}?b=${from.block}-${to.block}&s=${from.at}-${to.at}&q=0123456789abcdef`

/** The words between two points; a line for each block. */
export function quoteOf({ texts }: FakeDocument, from: TextPoint, to: TextPoint): string {
  if (from.block === to.block) return texts[from.block]?.slice(from.at, to.at) ?? ''
  const middle = texts.slice(from.block + 1, to.block)
  return [texts[from.block]?.slice(from.at) ?? '', ...middle, texts[to.block]?.slice(0, to.at) ?? ''].join('\n')
}

export function viewOf(note: KeptNote, collections: readonly KeptCollection[], documents: readonly FakeDocument[]): NoteView {
  const { id, document, title, file, place, quote, colour, body, tags, state, was, madeAt, changedAt } = note
  const found = documents.find(({ info }) => info.document === document)
  const words = place.on === 'words' && state !== 'lost' && found ? place : null
  const block = words && found?.blocks[words.from.block]
  const section: string[] = []
  for (let above = block?.parent ?? null; above !== null; above = found?.blocks[above]?.parent ?? null) section.unshift(found?.texts[above] ?? '')
  const page = place.on === 'page' ? place.area.page : (block?.page ?? null)
  const lines = words ? [words.from, words.to].map((point) => found?.blocks[point.block]?.lineStart ?? null) : [null, null]
  return {
    id, document, documentTitle: title, file, inLibrary: found !== undefined, quote,
    before: words ? (found?.texts[words.from.block] ?? '').slice(Math.max(0, words.from.at - 30), words.from.at) : '令和６年度までに、',
    after: words ? (found?.texts[words.to.block] ?? '').slice(words.to.at, words.to.at + 30) : 'ことを目指す。',
    section: state === 'lost' ? ['1 基本方針'] : section, page, pageLabel: page === null ? null : String(page),
    lineFirst: lines[0] ?? null, lineLast: lines[1] ?? null,
    blocks: words ? { first: words.from.block, last: words.to.block } : null, boxes: boxesOfNote(note, found), onPage: place.on === 'page',
    colour, body, html: htmlOf(body), tags,
    collections: collections.filter(({ notes }) => notes.includes(id)).map(({ id, title }) => ({ id, title })),
    state, was, madeAt, changedAt,
    link: place.on === 'words' ? linkTo(document, place.from, place.to) : `tadori://open/${document}?b=0-0`,
  }
}

/** As much Markdown as shows that the window does not make it itself. */
export function htmlOf(markdown: string): string {
  const escaped = markdown.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const inline = escaped.replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
  return inline.split(/\n{2,}/).filter((part) => part.trim() !== '').map((part) => (/^- /m.test(part) ? `<ul>${part.replaceAll(/^- (.*)$/gm, '<li>$1</li>')}</ul>` : `<p>${part}</p>`)).join('')
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

export function answerNotes(request: NotesRequest, all: readonly KeptNote[], collections: readonly KeptCollection[], documents: readonly FakeDocument[]): Commands['notes']['response'] {
  const words = fold(request.words).split(/\s+/).filter(Boolean)
  const below = (id: string): string[] => [id, ...collections.filter(({ parent }) => parent === id).flatMap((each) => below(each.id))]
  const held = request.collection === null ? null : below(request.collection).flatMap((id) => collections.find((each) => each.id === id)?.notes ?? [])
  const found = all.filter((note) => {
    if (held && !held.includes(note.id)) return false
    if (request.ids.length > 0 && !request.ids.includes(note.id)) return false
    const text = fold([note.quote, note.body, ...note.tags, note.title].join('\n'))
    return words.every((word) => text.includes(word))
  })
  const meets: Record<'tags' | 'colours' | 'states' | 'documents', (note: KeptNote) => boolean> = {
    tags: (note) => request.tags.every((tag) => note.tags.includes(tag)),
    colours: (note) => request.colours.length === 0 || request.colours.includes(note.colour),
    states: (note) => request.states.length === 0 || request.states.includes(note.state),
    documents: (note) => request.document === null || note.document === request.document,
  }
  const without = (name: keyof typeof meets | null) => found.filter((note) => Object.entries(meets).every(([each, meet]) => each === name || meet(note)))
  const shown = without(null)
  const start = ({ place }: KeptNote) => (place.on === 'words' ? place.from.block * 10_000 + place.from.at : 0)
  shown.sort((a, b) => a.title.localeCompare(b.title) || start(a) - start(b))
  if (request.sort === 'collection') shown.sort((a, b) => (held ? held.indexOf(a.id) - held.indexOf(b.id) : 0))
  else if (request.sort === 'changed') shown.sort((a, b) => b.changedAt.localeCompare(a.changedAt))
  else if (request.sort === 'made') shown.sort((a, b) => b.madeAt.localeCompare(a.madeAt))
  return {
    total: shown.length,
    notes: shown.slice(request.first, request.first + request.count).map((note) => viewOf(note, collections, documents)),
    tags: counted(without('tags').flatMap(({ tags }) => tags.map((tag): [string, string] => [tag, tag]))),
    colours: counted(without('colours').map(({ colour }) => [colour, colour])),
    states: counted(without('states').map(({ state }) => [state, state])),
    documents: counted(without('documents').map(({ document, title }) => [document, title])),
  }
}

function counted(values: [string, string][]): Facet[] {
  const counts = new Map<string, Facet>()
  for (const [value, label] of values) {
    const facet = counts.get(value) ?? { value, label, count: 0 }
    facet.count++
    counts.set(value, facet)
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}

const markOf = ({ id, colour, state, body }: KeptNote): NoteMark => ({ note: id, colour, state, written: body !== '' })

export function notesOf(all: readonly KeptNote[], documents: readonly FakeDocument[], document: string, first: number, last: number): DocumentNotes {
  const found = documents.find(({ info }) => info.document === document)
  const own = all.filter((note) => note.document === document)
  const there = own.filter(({ state }) => state !== 'lost')
  const blocks = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i).flatMap((block) => {
    const text = found?.texts[block]
    const spans = there.flatMap((note) => (text === undefined ? [] : spanIn(note, block, text.length)))
    return spans.length && text !== undefined ? [{ block, runs: cut(text, spans) }] : []
  })
  const boxes = there.flatMap((note): NoteBoxes[] => {
    const near = note.place.on === 'page' || (note.place.from.block <= last && note.place.to.block >= first)
    const at = near ? boxesOfNote(note, found) : []
    return at.length ? [{ mark: markOf(note), boxes: at }] : []
  })
  const ids = (state: NoteState) => own.filter((note) => note.state === state).map(({ id }) => id)
  return { blocks, boxes, moved: ids('moved'), lost: ids('lost') }
}

interface Span {
  note: KeptNote
  from: number
  to: number
}

function spanIn(note: KeptNote, block: number, length: number): Span[] {
  const { place } = note
  if (place.on !== 'words' || place.from.block > block || place.to.block < block) return []
  return [{ note, from: place.from.block === block ? place.from.at : 0, to: place.to.block === block ? place.to.at : length }]
}

function cut(text: string, spans: Span[]): NoteRun[] {
  const edges = [...new Set([0, text.length, ...spans.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b)
  return edges.slice(1).map((end, i) => {
    const begin = edges[i] ?? 0
    return { text: text.slice(begin, end), notes: spans.filter(({ from, to }) => from <= begin && to >= end).map(({ note }) => markOf(note)) }
  })
}

function boxesOfNote({ place, state }: KeptNote, found: FakeDocument | undefined): PageBox[] {
  if (place.on === 'page') return [place.area]
  if (!found || state === 'lost') return []
  const { from, to } = place
  return found.settings.slice(from.block, to.block + 1).flatMap((setting, i) => {
    const block = from.block + i
    return boxesWithin(setting, block === from.block ? from.at : 0, block === to.block ? to.at : (found.texts[block]?.length ?? 0))
  })
}
