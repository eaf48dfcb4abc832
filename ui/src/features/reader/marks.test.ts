import { afterEach, expect, it } from 'vitest'
import { fakeHost } from '../../host/fake'
import type { FactRun, NoteMark, NoteRun, Run } from '../../wire/generated'
import { layersOf } from './layers'
import { MarksState } from './marks.svelte'
import { selectedPoints } from './selection'

const mark = (note: string): NoteMark => ({ note, colour: 'yellow', state: 'same', written: false })

it('cuts words of the query and facts where notes begin and end', () => {
  const runs: Run[] = [{ text: '予算は', mark: false }, { text: '100億円', mark: true }, { text: 'である。', mark: false }]
  const facts: FactRun[] = [{ text: '予算は', facts: [] }, { text: '100億円である', facts: [] }, { text: '。', facts: [] }]
  const notes: NoteRun[] = [{ text: '予', notes: [] }, { text: '算は10', notes: [mark('a')] }, { text: '0億', notes: [mark('a'), mark('b')] }, { text: '円である。', notes: [mark('b')] }]
  const layers = layersOf(runs, facts, notes)
  expect(layers.map(({ runs }) => runs.map(({ text }) => text).join('|'))).toEqual(['予', '算は|10', '0億', '円|である。'])
  expect(layers.map(({ facts }) => facts?.map(({ text }) => text).join('|'))).toEqual(['予', '算は|10', '0億', '円である|。'])
  expect(layers.map(({ ends }) => ends.map(({ note }) => note).join())).toEqual(['', '', 'a', 'b'])
})

it('hides no text when marks came for a shorter one', () => {
  const layers = layersOf([{ text: '長くなった文。', mark: false }], null, [{ text: '長く', notes: [mark('a')] }])
  expect(layers.map(({ runs }) => runs.map(({ text }) => text).join(''))).toEqual(['長く', 'なった文。'])
})

it('asks for the blocks in view once, and again when notes changed', async () => {
  const host = fakeHost(new URLSearchParams('own&notes'))
  const marks = new MarksState(host)
  await marks.need('doc-1', 0, 5)
  await marks.need('doc-1', 2, 8)
  const asked = () => host.calls.filter(({ name }) => name === 'notesOf').length
  expect(asked()).toBe(1)
  const run = marks.of(2)?.find(({ notes }) => notes.length)
  expect(run?.notes[0]?.note).toBe('n1')
  expect(marks.on({ block: 2, at: 0 }, { block: 2, at: run?.text.length ?? 0 })).toBe('n1')
  expect(marks.on({ block: 2, at: 1 }, { block: 2, at: 4 })).toBeNull()
  expect(marks.boxes.find(({ mark }) => mark.note === 'n1')?.boxes.length).toBeGreaterThan(0)
  await host.call('removeNotes', { ids: ['n1'] })
  marks.outdate()
  expect(marks.of(2)).not.toBeNull()
  await marks.need('doc-1', 0, 5)
  expect([asked(), marks.of(2)]).toEqual([2, null])
})

afterEach(() => (document.body.innerHTML = ''))

function select(from: [string, number], to: [string, number]): Selection {
  document.body.innerHTML = [
    '<div data-index="3"><span class="page">p.1</span><div data-text id="a">前の<mark>𠮷野</mark>の文</div></div>',
    '<div data-index="4"><span class="page" id="page">p.2</span><div data-text><b id="b">次の文</b></div></div>',
  ].join('')
  const node = (path: string) => {
    const [id, child] = path.split('/')
    const element = document.getElementById(id ?? '') as HTMLElement
    return child === undefined ? element : (element.childNodes[Number(child)] as Node)
  }
  const selection = document.getSelection() as Selection
  const range = document.createRange()
  range.setStart(node(from[0]), from[1])
  range.setEnd(node(to[0]), to[1])
  selection.removeAllRanges()
  selection.addRange(range)
  return selection
}

it.each([
  ['in one block, over a mark', ['a/0', 1], ['a/2', 1], { block: 3, at: 1 }, { block: 3, at: 6 }],
  ['over two blocks', ['a/2', 0], ['b/0', 2], { block: 3, at: 5 }, { block: 4, at: 2 }],
  ['that ends before the next block', ['a/0', 0], ['b/0', 0], { block: 3, at: 0 }, { block: 3, at: 7 }],
] as const)('finds the points of a selection %s, in UTF-16 units', (_, from, to, first, last) => {
  const selection = select([...from] as [string, number], [...to] as [string, number])
  expect(selectedPoints(selection, () => 7)).toEqual({ from: first, to: last })
})

it('finds nothing in a selection outside the text', () => {
  document.body.innerHTML = '<p>外</p>'
  const selection = document.getSelection() as Selection
  selection.selectAllChildren(document.querySelector('p') as HTMLElement)
  expect(selectedPoints(selection, () => 0)).toBeNull()
})
