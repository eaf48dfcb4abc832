// Exports of the imitation: nothing is written, but it takes its time and can be stopped; a path with `満杯` in it is refused, one with `移動` in it is not shown.

import type { Code, Commands, ExportRequest, Run, VerifyView } from '../wire/generated'
import type { FakeDocument } from './fake-documents'
import { linkTo } from './fake-note-views'
import type { WireEvent } from './types'

type Fail = (code: Code, detail: string) => never

const FIELDS = ['source', 'title', 'edition', 'decided', 'body', 'issuer', 'year', 'summary', 'section', 'page', 'lines', 'url', 'link', 'file', 'hash']
const NAMES = ['ministry', 'short', 'academic']
const EXAMPLES: Record<string, string> = {
  ministry: '「港湾整備基本計画」（令和７年６月13日閣議決定）第２章３．（４）、p.８',
  short: '「港湾整備基本計画」p.８',
  academic: '港湾庁「港湾整備基本計画」2025年、8頁',
}
const SOURCE: Record<string, string> = { title: '港湾整備基本計画', decided: '令和７年６月13日', body: '閣議決定', issuer: '港湾庁', year: '2025', section: '第２章３．（４）', page: 'p.８' }
/** Excerpts and tables of every export, and how long each takes (ms). */
const PARTS = 5
const EACH = 20

export class FakeExports {
  #documents: () => FakeDocument[]
  #fail: Fail
  #emit: (event: WireEvent) => void
  #style = 'ministry'
  #stopped = false

  constructor(documents: () => FakeDocument[], fail: Fail, emit: (event: WireEvent) => void) {
    this.#documents = documents
    this.#fail = fail
    this.#emit = emit
  }

  async run({ what, format, path, style }: ExportRequest): Promise<Commands['export']['response']> {
    if (style !== null) this.#check(style)
    if (path.includes('満杯')) this.#fail('not-written', `${path}: no space left`)
    this.#stopped = false
    for (let done = 1; done <= PARTS; done++) {
      await new Promise((next) => setTimeout(next, EACH))
      if (this.#stopped) this.#fail('cancelled', 'the export was stopped')
      this.#emit({ event: 'export-progress', data: { done, total: PARTS } })
    }
    const tables = !['collection', 'notes', 'search'].includes(what.what)
    return { excerpts: tables ? 0 : PARTS, rows: tables ? 12 : 0, missing: format === 'pdf' ? '𠮷' : '' }
  }

  answers(): Pick<{ [K in keyof Commands]: (request: Commands[K]['request']) => Commands[K]['response'] }, 'cancelExport' | 'printView' | 'citationStyle' | 'setCitationStyle' | 'previewStyle' | 'reveal' | 'verify'> {
    return {
      cancelExport: () => {
        this.#stopped = true
        return null
      },
      printView: () => ({ html: '<!doctype html><html lang="ja"><title>抜粋</title><style>@page{margin:20mm}</style><h1>抜粋</h1><blockquote>印刷する引用。</blockquote></html>' }),
      citationStyle: () => ({ style: this.#style }),
      setCitationStyle: ({ style }) => {
        this.#check(style)
        this.#style = style
        return { style }
      },
      previewStyle: ({ style }) => {
        this.#check(style)
        return { text: EXAMPLES[style] ?? style.replaceAll(/[[\]]/g, '').replaceAll(/\{(\w+)\}/g, (_, name: string) => SOURCE[name] ?? name) }
      },
      reveal: ({ path }) => {
        if (path.includes('移動')) this.#fail('not-shown', `${path}: no such file`)
        return null
      },
      verify: ({ path }) => this.#verify(path),
    }
  }

  #check(style: string): void {
    if (NAMES.includes(style)) return
    const fields = [...style.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '')
    const unknown = fields.find((name) => !FIELDS.includes(name))
    if (unknown !== undefined) this.#fail('bad-style', `a citation has no field {${unknown}}`)
    if (fields.length === 0) this.#fail('bad-style', `the citation style “${style}” has no field`)
  }

  #verify(path: string): VerifyView {
    if (path.endsWith('.pdf')) this.#fail('not-checked', `${path}: a PDF cannot be checked`)
    const found = this.#documents()[0]
    const block = found?.texts.findIndex((text) => text.length > 20) ?? -1
    const text = found?.texts[block]
    if (!found || text === undefined) return { quotes: [], exact: 0, changed: 0, missing: 0 }
    const link = linkTo(found.info.document, { block, at: 0 }, { block, at: text.length })
    const usual = { reason: null, onlySpelling: false, link, document: found.info.document, title: found.info.title, newerTitle: null, newerHasWords: false }
    const plain: Run[] = [{ text, mark: false }]
    const changed = (words: string): Run[] => [{ text: text.slice(0, -4), mark: false }, { text: words, mark: true }]
    return {
      quotes: [
        { ...usual, status: 'exact', spot: 'paragraph 3', inFile: plain, inDocument: [] },
        { ...usual, status: 'changed', spot: 'paragraph 7', inFile: changed('でない。'), inDocument: changed(text.slice(-4)) },
        { ...usual, status: 'missing', reason: 'no-link', spot: '抜粋, row 4', inFile: [{ text: '手で書き足した文。', mark: false }], inDocument: [], link: null, document: null, title: null },
      ],
      exact: 1, changed: 1, missing: 1,
    }
  }
}
