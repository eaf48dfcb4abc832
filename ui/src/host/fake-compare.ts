// Coverage and comparison of the imitation: a plan on island harbours in two editions, and its programs, made up
// (`?compare` brings them in).

import type {
  CarrierView, ComparedView, ComparisonView, CoverageView, CoveredView, JudgeRequest, LinkReason, Passage, Run, SentenceView, Verdict,
} from '../wire/generated'
import type { FakeDocument, Source } from './fake-documents'

export const COMPARE_SOURCES: Source[] = [
  {
    title: '島しょ港湾整備計画（第１期）',
    work: '島しょ港湾整備計画',
    kind: 'plan',
    issuer: '港湾研究推進本部',
    edition: '第１期',
    decidedOn: '2020-06-12',
    fiscalYear: 2020,
    text: `=== 1
# 1 はじめに
この計画は、島しょの港湾を整備するための取組を定める。
計画の期間は５年間とする。
# 2 港の観測
## 2.1 波と風
波と風を測る点を増やすことを検討する。
観測の結果は毎月公表する。
船の運航者に観測の結果を知らせる。
# 3 荷役
荷役の手続を紙で行う。
荷役に携わる人材を育てる。
災害のときの荷役の手順を定める。
=== 2
# 4 推進体制
取組の進み具合を毎年度点検する。`,
  },
  {
    title: '島しょ港湾整備計画（第２期）',
    work: '島しょ港湾整備計画',
    kind: 'plan',
    issuer: '港湾研究推進本部',
    edition: '第２期',
    decidedOn: '2025-06-13',
    fiscalYear: 2025,
    text: `=== 1
# 1 はじめに
この計画は、島しょの港湾を整備するための取組を定める。
計画の期間は５年間とする。
# 2 港の観測
## 2.1 波と風
波と風を測る点を増やすことを推進する。
観測の結果は毎月公表する。
船の運航者に観測の結果を知らせる。
# 3 荷役
災害のときの荷役の手順を定める。
荷役に携わる人材を育てる。
離島の間を結ぶ無人の船を試験する。
=== 2
# 4 推進体制
取組の進み具合を毎年度点検する。`,
  },
  {
    title: '島しょ港湾関係事業の概要',
    kind: 'brief',
    issuer: '港湾研究推進本部',
    decidedOn: '2025-09',
    fiscalYear: 2025,
    text: `波浪観測網事業では、島の周りで波と風を測る点を四十か所増やす。
海況配信事業では、観測の結果を船の運航者に知らせる。
潮位記録事業では、潮位の記録を保存する。
海図更新事業では、海図を更新する。
荷役人材講座事業では、荷役に携わる人材を対象に講座を開く。
灯台塗替事業では、灯台を塗り替える。`,
  },
]

/** Words of a statement, and the programs that carry it out: name, score, shared words, project. */
const CARRIERS: Record<string, [string, number, string[], string?][]> = {
  波と風を測る点: [
    ['波浪観測網事業', 0.91, ['波と風', '測る点']],
    ['海況配信事業', 0.62, ['波と風'], '海の見守りプロジェクト'],
    ['潮位記録事業', 0.31, ['測る']],
    ['海図更新事業', 0.14, ['点']],
  ],
  船の運航者: [['海況配信事業', 0.84, ['運航者', '観測の結果']]],
  荷役に携わる人材: [['荷役人材講座事業', 0.55, ['荷役', '人材']]],
  災害のとき: [['荷役人材講座事業', 0.22, ['荷役']]],
}

/** What a wording commits to, weakest first. */
const STRENGTHS = [['検討', 'consider'], ['努め', 'endeavour'], ['推進', 'promote'], ['実施', 'implement']] as const

/** What was said of which link stays as long as the imitation. */
export class FakeCompare {
  #documents: () => FakeDocument[]
  #said = new Map<string, Verdict>()

  constructor(documents: () => FakeDocument[]) {
    this.#documents = documents
  }

  judge({ from, to, verdict }: JudgeRequest): void {
    const link = linkOf(from.program ?? '', to.document, to.block)
    if (verdict === null) this.#said.delete(link)
    else this.#said.set(link, verdict)
  }

  coverage(plan: FakeDocument): CoverageView {
    const statements = plan.texts.flatMap((text, block): CoveredView[] => {
      if (plan.blocks[block]?.level !== null || !text.endsWith('。')) return []
      const found = Object.entries(CARRIERS).find(([words]) => text.includes(words))?.[1] ?? []
      const carriers = found.flatMap(([program, score, terms, project]): CarrierView[] => {
        const passage = this.#passageOf(program)
        const verdict = this.#said.get(linkOf(program, plan.info.document, block))
        const reason: LinkReason = { terms, related: [], named: null, project: project ?? null, ministries: [] }
        return passage ? [{ program, score, reason, passage, verdict: verdict ? { verdict, note: '', saidAt: '2026-11-21T09:00:00Z' } : null }] : []
      })
      return [{ passage: passageAt(plan, block), section: sectionOf(plan, block), carriers }]
    })
    const named = this.#passageOf('灯台塗替事業') ? ['灯台塗替事業', '潮位記録事業', '海図更新事業'] : []
    return { statements, idle: named, recall: 0.97, measuredOn: 36 }
  }

  #passageOf(program: string): Passage | null {
    for (const document of this.#documents()) {
      const block = document.texts.findIndex((text) => text.startsWith(`${program}では`))
      if (block >= 0) return passageAt(document, block)
    }
    return null
  }
}

const linkOf = (program: string, document: string, block: number) => `${program} ${document} ${block}`

function passageAt({ info, blocks, texts }: FakeDocument, block: number): Passage {
  const { document, title, draft, sample } = info
  const { lineStart = 1, page = null, pageLabel = null } = blocks[block] ?? {}
  return { document, title, draft, sample, block, lineStart, page, pageLabel, runs: [{ text: texts[block] ?? '', mark: false }] }
}

function sectionOf({ blocks, texts }: FakeDocument, block: number): string[] {
  const above: string[] = []
  for (let at = blocks[block]?.parent ?? null; at !== null; at = blocks[at]?.parent ?? null) above.unshift(texts[at] ?? '')
  return above
}

/** In the order of the later one; what was removed stands after what stood before it. */
export function fakeComparison(a: FakeDocument, b: FakeDocument): ComparisonView {
  const left = new Set(a.texts.keys())
  let after = -1
  const pairs = b.texts.map((text, at): { was: number | null; at: number; change: string } => {
    const same = [...left].find((i) => a.texts[i] === text)
    const was = same ?? [...left].find((i) => alike(a.texts[i] ?? '', text) && !b.texts.includes(a.texts[i] ?? ''))
    if (was === undefined) return { was: null, at, change: 'added' }
    left.delete(was)
    if (same === undefined) return { was, at, change: 'reworded' }
    const moved = was < after
    after = Math.max(after, was)
    return { was, at, change: moved ? 'moved' : 'same' }
  })
  const sentences: ComparedView[] = pairs.map(({ was, at, change }) => {
    const [before, now] = [was === null ? '' : (a.texts[was] ?? ''), b.texts[at] ?? '']
    const differs = change === 'reworded'
    return {
      change,
      a: was === null ? null : sentence(a, was, differs ? now : before),
      b: sentence(b, at, differs ? before : now),
      strength: differs ? strength(before, now) : null,
    }
  })
  for (const gone of left) {
    const before = sentences.findIndex((one) => one.a?.block === gone - 1)
    sentences.splice(before + 1, 0, { change: 'removed', a: sentence(a, gone, a.texts[gone] ?? ''), b: null, strength: null })
  }
  return { a: a.info.title, b: b.info.title, sentences }
}

function sentence(document: FakeDocument, block: number, other: string): SentenceView {
  const { lineStart, page, pageLabel } = passageAt(document, block)
  const heading = document.blocks[block]?.level !== null
  return { block, lineStart, page, pageLabel, heading, runs: different(document.texts[block] ?? '', other) }
}

/** What lies between the common beginning and the common end is marked. */
function different(text: string, other: string): Run[] {
  let from = 0
  while (from < text.length && text[from] === other[from]) from++
  let to = 0
  while (to < text.length - from && to < other.length - from && text.at(-1 - to) === other.at(-1 - to)) to++
  const parts = [text.slice(0, from), text.slice(from, text.length - to), text.slice(text.length - to)]
  return parts.map((part, i) => ({ text: part, mark: i === 1 })).filter((run) => run.text !== '')
}

function alike(one: string, other: string): boolean {
  const pairs = (text: string) => new Set([...text].slice(1).map((letter, i) => `${text[i]}${letter}`))
  const [a, b] = [pairs(one), pairs(other)]
  return (2 * [...a].filter((pair) => b.has(pair)).length) / Math.max(1, a.size + b.size) > 0.6
}

function strength(before: string, now: string): ComparedView['strength'] {
  const of = (text: string) => STRENGTHS.findIndex(([word]) => text.includes(word))
  const [a, b] = [of(before), of(now)]
  const [from, to] = [STRENGTHS[a], STRENGTHS[b]]
  return from && to && a !== b ? { a: from[1], b: to[1], stronger: b > a } : null
}
