import { beforeEach, describe, expect, it, vi } from 'vitest'
import { noFilters } from '../features/search/state.svelte'
import { handleKey, type Actions } from './keyboard'
import { Settings } from './settings.svelte'
import { Trail, type Place } from './trail.svelte'

const search = (query: string): Place => ({
  view: 'search',
  search: { query, filters: noFilters(), sort: 'relevance' },
  standing: { row: 0, offset: 0, active: -1 },
})
const reader = (document: string, block = 0): Place => ({ view: 'reader', document, query: '', spot: { block, offset: 0 } })

describe('the trail', () => {
  it('leads back and forth, to places as they were left', () => {
    const trail = new Trail()
    trail.go(search('創薬'), reader('a'))
    trail.go(reader('a', 40), reader('b'))
    expect(trail.back(reader('b', 7))).toEqual(reader('a', 40))
    expect(trail.back(reader('a', 41))).toEqual(search('創薬'))
    expect(trail.back(search('創薬'))).toBeNull()
    expect(trail.forward(search('創薬'))).toEqual(reader('a', 41))
    expect(trail.forward(reader('a', 41))).toEqual(reader('b', 7))
    expect(trail.forward(reader('b', 7))).toBeNull()
  })

  it('gives up what lay ahead when another way is taken', () => {
    const trail = new Trail()
    trail.go(search('x'), reader('a'))
    trail.back(reader('a'))
    trail.go(search('x'), reader('c'))
    expect(trail.canForward).toBe(false)
    expect(trail.back(reader('c'))).toEqual(search('x'))
  })

  it('does not grow for ever', () => {
    const trail = new Trail()
    for (let i = 0; i < 500; i++) trail.go(reader('a', i), reader('a', i + 1))
    let steps = 0
    while (trail.back(reader('a'))) steps++
    expect(steps).toBe(99)
  })
})

describe('keys', () => {
  const names = [
    'search', 'view', 'side', 'main', 'region', 'back', 'forward', 'larger', 'smaller', 'usualSize', 'help', 'escape',
    'copy', 'nextHit', 'previousHit', 'nextBlock', 'previousBlock', 'note', 'copyLink', 'undo', 'redo',
  ] as const
  let done: string[]
  const does = Object.fromEntries(names.map((name) => [name, (arg?: unknown) => done.push(arg === undefined ? name : `${name} ${arg}`)])) as unknown as Actions

  function press(key: string, init: KeyboardEventInit & { target?: HTMLElement } = {}): KeyboardEvent {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
    const target = init.target ?? document.body
    document.body.append(target === document.body ? document.createElement('i') : target)
    target.addEventListener('keydown', (e) => handleKey(e as KeyboardEvent, does), { once: true })
    target.dispatchEvent(event)
    return event
  }

  beforeEach(() => {
    done = []
    document.body.innerHTML = ''
  })

  it.each<[string, KeyboardEventInit, string]>([
    ['k', { ctrlKey: true }, 'search'],
    ['K', { ctrlKey: true }, 'search'],
    ['1', { ctrlKey: true }, 'side'],
    ['+', { ctrlKey: true, shiftKey: true }, 'larger'],
    [';', { ctrlKey: true }, 'larger'],
    ['-', { ctrlKey: true }, 'smaller'],
    ['0', { ctrlKey: true }, 'usualSize'],
    ['C', { ctrlKey: true, shiftKey: true }, 'copy'],
    ['2', { altKey: true }, 'view reader'],
    ['8', { altKey: true }, 'view notes'],
    ['9', { altKey: true }, 'view import'],
    ['d', { ctrlKey: true }, 'note'],
    ['L', { ctrlKey: true, shiftKey: true }, 'copyLink'],
    ['z', { ctrlKey: true }, 'undo'],
    ['Z', { ctrlKey: true, shiftKey: true }, 'redo'],
    ['y', { ctrlKey: true }, 'redo'],
    ['ArrowLeft', { altKey: true }, 'back'],
    ['ArrowRight', { altKey: true }, 'forward'],
    ['F6', {}, 'region 1'],
    ['F6', { shiftKey: true }, 'region -1'],
    ['?', { shiftKey: true }, 'help'],
    ['n', {}, 'nextHit'],
    ['p', {}, 'previousHit'],
  ])('%s with %o', (key, init, action) => {
    expect(press(key, init).defaultPrevented).toBe(true)
    expect(done).toEqual([action])
  })

  it('are left to a field that is typed into, but not Esc and not those with Ctrl', () => {
    const target = document.createElement('input')
    target.type = 'text'
    for (const key of ['n', '?', 'j']) expect(press(key, { target }).defaultPrevented).toBe(false)
    press('Escape', { target })
    press('k', { target, ctrlKey: true })
    expect(done).toEqual(['escape', 'search'])
  })

  it('that undo are left to a field, where they take back what was typed', () => {
    for (const target of [document.createElement('textarea'), document.createElement('input')]) {
      expect(press('z', { target, ctrlKey: true }).defaultPrevented).toBe(false)
      expect(press('Z', { target, ctrlKey: true, shiftKey: true }).defaultPrevented).toBe(false)
      expect(press('y', { target, ctrlKey: true }).defaultPrevented).toBe(false)
    }
    expect(done).toEqual([])
  })

  it('are left to an input method', () => {
    press('n', { isComposing: true })
    press('Escape', { keyCode: 229 })
    expect(done).toEqual([])
  })

  it('that mean nothing here keep their own meaning', () => {
    expect(press('c', { ctrlKey: true }).defaultPrevented).toBe(false)
    expect(press('N', { shiftKey: true }).defaultPrevented).toBe(false)
  })
})

describe('settings', () => {
  beforeEach(() => localStorage.clear())

  it('show on the page and are remembered', () => {
    const settings = new Settings()
    settings.theme = 'dark'
    settings.language = 'en'
    settings.larger()
    settings.larger()
    settings.apply(false)
    const root = document.documentElement
    expect([root.dataset.theme, root.lang, root.style.fontSize]).toEqual(['dark', 'en', '125%'])
    const again = new Settings()
    expect([again.theme, again.language, again.zoom]).toEqual(['dark', 'en', 1.25])
  })

  it('follow the system where the user did not choose', () => {
    const settings = new Settings()
    settings.apply(true)
    expect(document.documentElement.dataset.theme).toBe('dark')
    settings.apply(false)
    expect(document.documentElement.dataset.theme).toBe('light')
  })

  it('keep the size between 100 and 200 %', () => {
    const settings = new Settings()
    settings.smaller()
    expect(settings.zoom).toBe(1)
    for (let i = 0; i < 20; i++) settings.larger()
    expect(settings.zoom).toBe(2)
  })

  it('survive a storage that is forbidden', () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new Error('denied')
    })
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('denied')
    })
    const settings = new Settings()
    expect(() => settings.apply(false)).not.toThrow()
    expect(settings.zoom).toBe(1)
  })
})
