// Scrolling in step, and drawing in turn.

import { beforeEach, describe, expect, it } from 'vitest'
import { settled } from '../../../host/testing'
import { DrawQueue } from './queue'
import { leads, Sync } from './sync'

describe('text and page', () => {
  /** Two panes that answer each other's movements, as the window's do. */
  class Pair {
    sync = new Sync()
    moves: string[] = []
    moved(side: 'text' | 'page') {
      this.moves.push(side)
      if (this.moves.length > 20) throw new Error('they drive each other')
      if (this.sync.leads(side)) this.moved(side === 'text' ? 'page' : 'text')
    }
  }
  let pair: Pair
  beforeEach(() => void (pair = new Pair()))

  it.each(['text', 'page'] as const)('move once each when the user moves the %s', (side) => {
    pair.sync.lead(side)
    pair.moved(side)
    expect(pair.moves).toEqual([side, side === 'text' ? 'page' : 'text'])
  })

  it('do not answer what the program does', () => {
    pair.sync.lead('text')
    pair.sync.rest()
    pair.moved('text')
    pair.moved('page')
    expect(pair.moves).toEqual(['text', 'page'])
  })

  it('are led from where a gesture is, until it is elsewhere', () => {
    const [text, page] = [document.createElement('div'), document.createElement('div')]
    const stop = leads(pair.sync, 'text')(text)
    leads(pair.sync, 'page')(page)
    text.dispatchEvent(new Event('wheel'))
    expect(pair.sync.leads('text')).toBe(true)
    page.dispatchEvent(new Event('pointerdown'))
    expect(pair.sync.leads('page')).toBe(true)
    stop()
    text.dispatchEvent(new Event('wheel'))
    expect(pair.sync.leads('page')).toBe(true)
  })
})

describe('pages', () => {
  it('are drawn one at a time, the most wanted first', async () => {
    const queue = new DrawQueue()
    const order: number[] = []
    let finish: () => void = () => {}
    const draw = (rank: number) => queue.add(rank, () => new Promise((done) => (order.push(rank), (finish = done))))
    for (const rank of [5, 2, 9]) draw(rank)
    await settled()
    expect(order).toEqual([2])
    draw(1)
    for (let i = 0; i < 3; i++) {
      finish()
      await settled()
    }
    expect(order).toEqual([2, 1, 5, 9])
  })

  it('that are scrolled past are not drawn, or no further', async () => {
    const queue = new DrawQueue()
    const drawn: string[] = []
    let signal: AbortSignal | undefined
    const stopFirst = queue.add(0, (s) => {
      drawn.push('first')
      signal = s
      return new Promise((_, refuse) => s.addEventListener('abort', () => refuse(new Error('stopped'))))
    })
    await settled()
    const stopSecond = queue.add(1, async () => void drawn.push('second'))
    queue.add(2, async () => void drawn.push('third'))
    stopSecond()
    stopFirst()
    await settled()
    expect(signal?.aborted).toBe(true)
    expect(drawn).toEqual(['first', 'third'])
  })

  it('that fail do not keep the others from being drawn', async () => {
    const queue = new DrawQueue()
    const drawn: number[] = []
    queue.add(0, () => Promise.reject(new Error('broken')))
    queue.add(1, async () => void drawn.push(1))
    await settled()
    expect(drawn).toEqual([1])
  })
})
