// Links of the imitation: documents on islands and their quays, made up (`?links` brings them in).

import type { JudgeRequest, LinkEnd, LinkReason, LinkView, MergedVerdicts, MissingView, Passage, Run, TraceView, VerdictView } from '../wire/generated'
import type { FakeDocument, Source } from './fake-documents'

const QUAYS = '離島岸壁改良事業'
const WAVES = '航路情報共有事業'

export const LINK_SOURCES: Source[] = [
  {
    title: '離島・港湾戦略', kind: 'strategy', issuer: '離島航路推進本部', decidedOn: '2024-06', fiscalYear: 2024,
    text: `=== 1
# 第１章 目指す姿
島と本土を結ぶ航路を、悪天候の日でも一日一便は保つ。`,
  },
  {
    title: '離島航路計画（第２期）', kind: 'plan', issuer: '離島航路推進本部', decidedOn: '2025-03', fiscalYear: 2025,
    text: `=== 1
# 1 基本方針
離島・港湾戦略に基づき、島と本土を結ぶ航路を、悪天候の日でも一日一便は保つための取組を定める。港湾整備計画（第９次）とも整合を図る。
# 2 岸壁
波の高い日にも船を着けられるよう、離島の岸壁を改良し、係留の設備を整える。`,
  },
  {
    title: '令和８年度 離島航路予算配分方針', kind: 'allocation-policy', issuer: '離島航路推進本部', decidedOn: '2025-07', fiscalYear: 2026,
    text: `=== 1
# 1 重点
離島の岸壁を改良し、係留の設備を整える取組に重点を置く。`,
  },
  {
    title: '令和８年度 離島航路関係 概算要求の概要', kind: 'budget-request', issuer: '離島航路推進本部', decidedOn: '2025-08', fiscalYear: 2026,
    text: `=== 1
# 1 総括表
| 離島岸壁改良事業\t文・拡充\t18億円
| 航路情報共有事業\t経・新規\t4億円`,
  },
  {
    title: '離島岸壁改良事業 事業概要', kind: 'brief', issuer: '離島航路推進本部', fiscalYear: 2026, draft: true,
    text: `# 事業の内容
離島の岸壁に、波の高い日にも使える係留の設備を置く。
航路情報共有事業と合わせ、欠航の見込みを前の日に知らせる。`,
  },
  {
    title: '離島岸壁改良事業 行政事業レビューシート', kind: 'review', issuer: '離島航路推進本部', decidedOn: '2027-06', fiscalYear: 2026,
    text: `=== 1
# 事業の成果
離島岸壁改良事業により、欠航は年40日から28日に減った。`,
  },
]

/** By words of its block, with the words that are marked. */
interface At {
  at: string
  marks: string[]
  program?: string
}
type Given = Pick<LinkView, 'kind' | 'basis' | 'score'> & { from: At; to: At; reason: Partial<LinkReason> }

const KEPT = '島と本土を結ぶ航路を、悪天候の日でも一日一便は保つ'
const BUILT = '離島の岸壁を改良し、係留の設備を整える'
const quay: At = { at: '使える係留の設備を置く', marks: ['岸壁', '係留の設備'], program: QUAYS }

const LINKS: Given[] = [
  { kind: 'cites', basis: 'stated', score: 0.97, from: { at: '整合を図る', marks: ['離島・港湾戦略'] }, to: { at: '第１章 目指す姿', marks: [] }, reason: { named: '離島・港湾戦略' } },
  { kind: 'quotes', basis: 'same-wording', score: 0.88, from: { at: '整合を図る', marks: [KEPT] }, to: { at: '一便は保つ。', marks: [KEPT] }, reason: { terms: [KEPT] } },
  { kind: 'quotes', basis: 'same-wording', score: 0.83, from: { at: '重点を置く', marks: [BUILT] }, to: { at: '波の高い日にも船', marks: [BUILT] }, reason: { terms: [BUILT] } },
  { kind: 'implements', basis: 'similar', score: 0.62, from: quay, to: { at: '波の高い日にも船', marks: ['岸壁', '係留の設備'] }, reason: { terms: ['岸壁', '係留の設備'] } },
  { kind: 'funds', basis: 'stated', score: 0.98, from: { at: '18億円', marks: ['18億円'] }, to: { ...quay, marks: [] }, reason: { named: QUAYS } },
  { kind: 'names', basis: 'stated', score: 0.95, from: { at: '28日に減った', marks: [QUAYS] }, to: { ...quay, marks: [] }, reason: { named: QUAYS } },
  { kind: 'implements', basis: 'similar', score: 0.31, from: quay, to: { at: '一便は保つ。', marks: [] }, reason: { terms: ['悪天候'] } },
  { kind: 'implements', basis: 'similar', score: 0.55, from: { at: '前の日に知らせる', marks: ['欠航'], program: WAVES }, to: { at: '整合を図る', marks: [] }, reason: { terms: ['欠航'] } },
  { kind: 'funds', basis: 'stated', score: 0.98, from: { at: '4億円', marks: ['4億円'] }, to: { at: '前の日に知らせる', marks: [], program: WAVES }, reason: { named: WAVES } },
]

const TIERS: Record<string, string> = {
  law: 'strategy', strategy: 'strategy', plan: 'plan', 'allocation-policy': 'policy', 'budget-request': 'budget', budget: 'budget', brief: 'program',
  review: 'review',
}

export class FakeLinks {
  #documents: () => FakeDocument[]
  #said = new Map<string, VerdictView>()

  constructor(documents: () => FakeDocument[]) {
    this.#documents = documents
  }

  ofBlocks(document: string, first: number, last: number): LinkView[] {
    const stands = ({ passage }: LinkEnd) => passage.document === document && passage.block >= first && passage.block <= last
    return this.#all().filter(({ from, to }) => stands(from) || stands(to)).sort((a, b) => b.score - a.score)
  }

  /** As the program goes: a block that tells of a program stands for it too. */
  trace(document: string, block: number, depth: number): TraceView | null {
    const start = this.#end(document, block)
    if (!start) return null
    const places = ({ passage, program }: LinkEnd) => [`${passage.document}.${passage.block}`, ...(program === null ? [] : [program])]
    const links = this.#all().filter(({ verdict }) => verdict?.verdict !== 'rejected')
    const own = links.flatMap(({ from, to }) => [from, to]).filter(({ passage }) => passage.document === document && passage.block === block)
    const reached = new Set([`${document}.${block}`, ...own.flatMap(places)])
    const steps: TraceView['steps'] = []
    for (let hop = 1; hop <= depth; hop++) {
      const met = links.filter((link) => !steps.some((step) => step.link === link) && [link.from, link.to].flatMap(places).some((place) => reached.has(place)))
      for (const link of met) {
        steps.push({ hop, link })
        for (const place of [link.from, link.to].flatMap(places)) reached.add(place)
      }
    }
    return { start, steps }
  }

  judge({ kind, from, to, verdict, note }: JudgeRequest): void {
    const name = ({ document, block, program }: JudgeRequest['from']) => `${document}.${block}.${program ?? ''}`
    const id = `${kind}/${name(from)}/${name(to)}`
    if (verdict === null) this.#said.delete(id)
    else this.#said.set(id, { verdict, note, saidAt: '2026-11-21T09:00:00Z' })
  }

  merge(): MergedVerdicts {
    return { added: 2, known: 1, conflicts: [{ from: BUILT, to: BUILT, mine: 'confirmed', theirs: 'rejected', note: '別の岸壁のこと' }] }
  }

  missing(): MissingView[] {
    const found = this.#passage({ at: '整合を図る', marks: ['港湾整備計画（第９次）'] })
    return found ? [{ title: '港湾整備計画（第９次）', places: [found] }] : []
  }

  #all(): LinkView[] {
    return LINKS.flatMap(({ from, to, reason, ...given }): LinkView[] => {
      const [a, b] = [this.#place(from), this.#place(to)]
      if (!a || !b) return []
      const name = ({ passage, program }: LinkEnd) => `${passage.document}.${passage.block}.${program ?? ''}`
      const id = `${given.kind}/${name(a)}/${name(b)}`
      return [{ id, ...given, from: a, to: b, reason: { terms: [], related: [], named: null, project: null, ministries: [], ...reason }, verdict: this.#said.get(id) ?? null, added: false }]
    })
  }

  #place(at: At): LinkEnd | null {
    const passage = this.#passage(at)
    const end = passage && this.#end(passage.document, passage.block)
    return end && { ...end, passage, program: at.program ?? null }
  }

  #passage({ at, marks }: At): Passage | null {
    for (const found of this.#documents()) {
      const block = found.texts.findIndex((text) => text.includes(at))
      const end = block < 0 ? null : this.#end(found.info.document, block)
      if (end) return { ...end.passage, runs: marked(found.texts[block] ?? '', marks) }
    }
    return null
  }

  #end(document: string, block: number): LinkEnd | null {
    const found = this.#documents().find(({ info }) => info.document === document)
    const at = found?.blocks[block]
    if (!found || !at) return null
    const { info, texts, blocks } = found
    const section: string[] = []
    for (let above = at.parent; above !== null; above = blocks[above]?.parent ?? null) section.unshift(texts[above] ?? '')
    const { title, draft, sample } = info
    const { lineStart, page, pageLabel } = at
    const passage = { document, title, draft, sample, block, lineStart, page, pageLabel, runs: marked(texts[block] ?? '', []) }
    return { passage, section, tier: TIERS[info.kind ?? ''] ?? 'other', year: info.fiscalYear, program: null }
  }
}

function marked(text: string, marks: string[]): Run[] {
  if (marks.length === 0) return [{ text, mark: false }]
  const escaped = marks.map((mark) => mark.replaceAll(/[()]/g, '\\$&'))
  return text.split(new RegExp(`(${escaped.join('|')})`)).flatMap((part) => (part ? [{ text: part, mark: marks.includes(part) }] : []))
}
