// Notes that the imitation begins with: on the first documents, one moved and one lost, in nested collections.

import type { NoteColour, NoteState } from '../wire/generated'
import type { FakeDocument } from './fake-documents'
import type { KeptCollection } from './fake-notes'
import type { KeptNote } from './fake-note-views'

const COLOURS: NoteColour[] = ['yellow', 'green', 'blue', 'pink']
const BODIES = ['', '**重要**：来年度の要求で引く。', '前の計画と言い回しが違う。\n\n- 「検討」から「推進」へ\n- 期限が付いた', '', '数値の出所を確かめること。']
const TAGS = [[], ['要確認'], ['答弁', '要確認'], [], ['予算']]

/** So many notes, a sentence each, over the blocks of the documents. */
export function seeds(documents: readonly FakeDocument[], count: number): KeptNote[] {
  const places = documents.flatMap((found) => found.texts.map((text, block) => ({ found, block, text }))).filter(({ text, found, block }) => text.length > 12 && found.blocks[block]?.kind !== 'furniture')
  return Array.from({ length: places.length ? count : 0 }, (_, i): KeptNote => {
    const { found, block, text } = places[i % places.length] as (typeof places)[number]
    const end = text.indexOf('。') > 0 ? text.indexOf('。') + 1 : text.length
    const state: NoteState = i === 1 ? 'moved' : i === 3 ? 'lost' : 'same'
    const at = new Date(Date.parse('2026-11-01T00:00:00Z') + i * 60_000).toISOString()
    return {
      id: `n${i + 1}`, document: found.info.document, title: found.info.title, file: found.info.file,
      place: { on: 'words', from: { block, at: 0 }, to: { block, at: end } }, quote: text.slice(0, end),
      colour: COLOURS[i % 4] ?? 'yellow', body: BODIES[i % BODIES.length] ?? '', tags: TAGS[i % TAGS.length] ?? [], state,
      was: state === 'moved' ? { before: 'これまでの成果を踏まえ、', after: 'その際、地域の実情に配慮する。', section: ['１ はじめに', '（２）経緯'], page: 1 } : null,
      madeAt: at, changedAt: at,
    }
  })
}

export function seedCollections(notes: readonly KeptNote[]): KeptCollection[] {
  const ids = notes.map(({ id }) => id)
  return [
    { id: 'c1', parent: null, title: '令和９年度要求の根拠', introduction: '要求の説明に使う箇所。', notes: ids.slice(0, 4) },
    { id: 'c2', parent: 'c1', title: '人材', introduction: '', notes: ids.slice(4, 6) },
    { id: 'c3', parent: null, title: '国会答弁の控え', introduction: '', notes: ids.slice(0, 1) },
  ]
}
