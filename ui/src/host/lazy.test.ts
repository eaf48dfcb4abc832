import { expect, it } from 'vitest'
import { Lazy } from './lazy.svelte'
import { settled } from './testing'

type Answer = { answer(value: string): void; refuse(error: unknown): void }

function slow(): { lazy: Lazy<string>; asked: Answer[] } {
  const asked: Answer[] = []
  return { lazy: new Lazy(() => new Promise<string>((answer, refuse) => asked.push({ answer, refuse }))), asked }
}

it('asks once, and again when its answer went out of date', async () => {
  const { lazy, asked } = slow()
  void lazy.need()
  void lazy.need()
  expect([asked.length, lazy.pending]).toEqual([1, true])
  asked[0]?.answer('first')
  await settled()
  expect([lazy.value, lazy.pending]).toEqual(['first', false])
  lazy.outdate()
  expect(asked).toHaveLength(1)
  void lazy.need()
  expect([asked.length, lazy.value, lazy.pending]).toEqual([2, 'first', true])
})

it('drops an answer that comes after a newer question, or after a newer answer by another way', async () => {
  const { lazy, asked } = slow()
  void lazy.load()
  void lazy.load()
  asked[1]?.answer('second')
  asked[0]?.answer('first')
  await settled()
  expect(lazy.value).toBe('second')
  void lazy.load()
  lazy.put('put')
  asked[2]?.answer('third')
  await settled()
  expect([lazy.value, lazy.pending]).toEqual(['put', false])
})

it('keeps what it had when it fails, and asks again when it is needed', async () => {
  const { lazy, asked } = slow()
  lazy.put('old')
  void lazy.load()
  asked[0]?.refuse({ code: 'internal', detail: 'broken' })
  await settled()
  expect([lazy.value, lazy.error?.code, lazy.pending]).toEqual(['old', 'internal', false])
  void lazy.need()
  expect(asked).toHaveLength(2)
})
