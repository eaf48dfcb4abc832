import { expect, it } from 'vitest'
import { arrange, toggle, type Wanted } from './panes'

const wanted: Wanted = { side: true, sideWidth: 16, page: true, pageWidth: 34, pageFirst: false, links: false, linksWidth: 20, linksFirst: false }
const at = (width: number, over: 'side' | 'page' | null = null, more: Partial<Wanted> = {}, hasPage = true) => {
  const { side, page } = arrange(width, { ...wanted, ...more }, over, hasPage)
  return `${side} ${page}`
}

it('drops the page first, then the outline', () => {
  expect(at(120)).toBe('beside beside')
  expect(at(80)).toBe('beside hidden')
  expect(at(64)).toBe('hidden hidden')
})

it('gives the page what the text leaves, and no more than was wanted', () => {
  expect(arrange(120, wanted, null, true).pageWidth).toBe(34)
  expect(arrange(90, wanted, null, true).pageWidth).toBe(24.75)
})

it('puts the page in the place of the outline when it is asked for', () => {
  const asked = toggle('page', 80, wanted, null, true)
  expect(asked.over).toBeNull()
  expect(arrange(80, asked.wanted, null, true)).toMatchObject({ side: 'hidden', page: 'beside' })
  // The outline can still be looked at, over the text.
  const both = toggle('side', 80, asked.wanted, null, true)
  expect(arrange(80, both.wanted, both.over, true)).toMatchObject({ side: 'over', page: 'beside' })
  // And comes back when the page goes.
  const gone = toggle('page', 80, asked.wanted, null, true)
  expect(arrange(80, gone.wanted, gone.over, true)).toMatchObject({ side: 'beside', page: 'hidden' })
})

it('lays a pane over the text where there is room for none', () => {
  const asked = toggle('page', 64, wanted, null, true)
  expect(asked.over).toBe('page')
  expect(at(64, 'page', asked.wanted)).toBe('hidden over')
  expect(toggle('page', 64, asked.wanted, 'page', true).over).toBeNull()
})

it('drops the links first, and puts them before the others when they are asked for', () => {
  const all = { ...wanted, links: true }
  const standing = (width: number, more: Partial<Wanted> = {}) => {
    const { side, page, links } = arrange(width, { ...all, ...more }, null, true)
    return `${side} ${page} ${links}`
  }
  expect(standing(120)).toBe('beside beside beside')
  expect(arrange(110, all, null, true).pageWidth).toBe(24.75)
  expect(standing(100)).toBe('beside beside hidden')
  const asked = toggle('links', 90, all, null, true)
  expect(standing(90, asked.wanted)).toBe('beside hidden beside')
  expect(standing(75, asked.wanted)).toBe('hidden hidden beside')
  const page = toggle('page', 90, asked.wanted, null, true)
  expect(standing(90, page.wanted)).toBe('beside beside hidden')
  expect(toggle('links', 64, wanted, null, true).over).toBe('links')
})

it('knows no page where the document has none', () => {
  expect(at(120, 'page', {}, false)).toBe('beside hidden')
  expect(at(80, null, { pageFirst: true }, false)).toBe('beside hidden')
})
