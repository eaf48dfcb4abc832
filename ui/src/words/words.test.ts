import { afterEach, describe, expect, it } from 'vitest'
import generated from '../wire/generated.ts?raw'
import { fileErrors, fileWarnings } from './codes'
import { en } from './en'
import { explainFile, kindName, speak, w } from './index.svelte'
import { ja } from './ja'

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/

/** The codes as the program knows them, read from the generated file. */
const codes = [...(/export type Code = ([^;]+);/.exec(generated)?.[1] ?? '').matchAll(/"([a-z-]+)"/g)].map((m) => m[1] as string)

afterEach(() => speak('ja'))

describe('words for every code', () => {
  it('are there for each code of the wire', () => {
    expect(codes.length).toBeGreaterThan(10)
    expect(Object.keys(ja.codes).sort()).toEqual([...codes].sort())
    expect(Object.keys(en.codes).sort()).toEqual([...codes].sort())
  })

  it.each(codes)('%s names the thing, the cause and the next step', (code) => {
    for (const [language, words] of [['ja', ja], ['en', en]] as const) {
      const { thing, cause, next } = words.codes[code as keyof typeof ja.codes]
      for (const sentence of [thing, cause, next]) {
        expect(JAPANESE.test(sentence), `${language}: ${sentence}`).toBe(language === 'ja')
        expect(sentence).toMatch(language === 'ja' ? /。$/ : /\.$/)
      }
      expect(new Set([thing, cause, next]).size).toBe(3)
    }
  })

  it.each([...fileErrors, ...fileWarnings])('%s of a file has a cause and a next step', (code) => {
    speak('ja')
    const japanese = explainFile(code, 'raw message')
    speak('en')
    const english = explainFile(code, 'raw message')
    for (const text of [japanese.cause, japanese.next]) expect(text).toMatch(JAPANESE)
    for (const text of [english.cause, english.next]) expect(text).toMatch(/^[^\u3040-\u30ff\u4e00-\u9fff]+\.$/)
  })

  it('of an unknown code are the message it came with, or the code', () => {
    expect(explainFile('brand-new', 'what happened').cause).toBe('what happened')
    expect(explainFile('brand-new', null).cause).toContain('brand-new')
  })
})

describe('the language', () => {
  it('changes every word and the language of the page', () => {
    speak('en')
    expect(w().nav.search).toBe('Search')
    expect(document.documentElement.lang).toBe('en')
    speak('ja')
    expect(w().nav.search).toBe('検索')
  })

  it('keeps English free of Japanese, but for examples and eras', () => {
    const flat = (value: unknown): string[] =>
      typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(flat) : []
    const allowed = new Set([en.search.placeholder, ...en.search.startHints])
    expect(flat(en).filter((text) => JAPANESE.test(text) && !allowed.has(text))).toEqual([])
  })
})

it('calls an unknown kind by the name it came with', () => {
  expect(kindName('plan')).toBe('計画')
  expect(kindName('white-paper')).toBe('white-paper')
  expect(kindName('white-paper', '白書')).toBe('白書')
})
