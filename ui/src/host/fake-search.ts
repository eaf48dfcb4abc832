// Search by substring, as a stand-in for the real one: all words, a few spellings, near ones, facets.

import type { Facet, Hit, Run, SearchRequest, SearchResponse } from '../wire/generated'
import type { FakeDocument } from './fake-documents'

const SPELLINGS = [
  ['取組', '取り組み', '取組み'],
  ['AMED', '日本医療研究開発機構'],
  ['AI', '人工知能'],
  ['コンピュータ', 'コンピューター'],
]

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

/** Each word of a query with its other spellings. */
export function wordsOf(query: string): string[][] {
  return query
    .split(/[\s"]+/)
    .filter(Boolean)
    .map((word) => [word, ...(SPELLINGS.find((same) => same.some((s) => fold(s) === fold(word))) ?? []).filter((s) => fold(s) !== fold(word))])
}

/** Marks every spelling of every word. Folding may not change the length, which holds for our documents. */
export function mark(text: string, words: string[][]): Run[] {
  const folded = fold(text)
  const hit = new Array<boolean>(text.length).fill(false)
  for (const spelling of words.flat().map(fold)) {
    for (let at = folded.indexOf(spelling); at >= 0; at = folded.indexOf(spelling, at + 1)) hit.fill(true, at, at + spelling.length)
  }
  const runs: Run[] = []
  for (let i = 0; i < text.length; i++) {
    const last = runs.at(-1)
    if (last && last.mark === hit[i]) last.text += text[i]
    else runs.push({ text: text[i] as string, mark: hit[i] as boolean })
  }
  return runs
}

export function fakeSearch(documents: FakeDocument[], request: SearchRequest): SearchResponse {
  const words = wordsOf(request.query)
  const full: Found[] = []
  const near: Found[] = []
  const seen = new Set<string>()
  for (const document of documents) {
    document.texts.forEach((text, block) => {
      if (document.blocks[block]?.kind === 'furniture') return
      const folded = fold(text)
      const found = words.filter((same) => same.some((word) => folded.includes(fold(word))))
      for (const same of found) seen.add(same[0] as string)
      if (found.length === words.length) full.push({ document, block })
      else if (found.length > 0) near.push({ document, block })
    })
  }
  const wanted = (except?: keyof typeof VALUE) => (found: Found) =>
    (Object.keys(VALUE) as (keyof typeof VALUE)[]).every((name) => {
      const list = request[name] as (string | number)[]
      return name === except || list.length === 0 || list.map(String).includes(VALUE[name](found))
    })
  const hits = full.filter(wanted())
  if (request.sort === 'date') hits.sort((a, b) => (b.document.info.decidedOn ?? '').localeCompare(a.document.info.decidedOn ?? ''))
  const facet = (name: keyof typeof VALUE) => count(full.filter(wanted(name)), VALUE[name])
  const few = hits.length < 3 && request.offset === 0
  return {
    hits: hits.slice(request.offset, request.offset + request.limit).map((found) => toHit(found, words)),
    total: hits.length,
    near: few ? near.filter(wanted()).slice(0, 10).map((found) => toHit(found, words)) : [],
    facets: { kinds: facet('kinds'), years: facet('years'), issuers: facet('issuers'), documents: facet('documents') },
    lookedFor: words,
    unknown: words.map((same) => same[0] as string).filter((word) => !seen.has(word)),
    elapsedMs: 3.2,
  }
}

interface Found {
  document: FakeDocument
  block: number
}

const VALUE = {
  kinds: ({ document }: Found) => document.info.kind ?? '',
  years: ({ document }: Found) => String(document.info.fiscalYear ?? ''),
  issuers: ({ document }: Found) => document.info.issuer ?? '',
  documents: ({ document }: Found) => document.info.document,
}

function count(found: Found[], value: (found: Found) => string): Facet[] {
  const facets = new Map<string, Facet>()
  for (const one of found) {
    const key = value(one)
    if (key === '') continue
    const label = key === one.document.info.document ? one.document.info.title : key
    const facet = facets.get(key) ?? { value: key, label, count: 0 }
    facet.count++
    facets.set(key, facet)
  }
  return [...facets.values()].sort((a, b) => b.count - a.count)
}

function toHit({ document, block }: Found, words: string[][]): Hit {
  const { info, blocks, texts } = document
  const here = blocks[block] as FakeDocument['blocks'][number]
  const section: string[] = []
  for (let at = here.parent; at !== null; at = blocks[at]?.parent ?? null) section.unshift(texts[at] ?? '')
  return {
    passage: `${info.document}.${block}`,
    block,
    document: info.document,
    title: info.title,
    kind: info.kind,
    draft: info.draft,
    sample: info.sample,
    decidedOn: info.decidedOn,
    section,
    page: here.page,
    pageLabel: here.pageLabel,
    lineStart: here.lineStart,
    lineEnd: here.lineEnd,
    snippet: mark(texts[block] ?? '', words),
    score: 1,
  }
}
