// Amounts and programs of the imitation: two documents on harbours and weirs, made up (`?budget` brings them in).

import type { BudgetLine, BudgetView, Code, DecideRequest, LostDecision, Passage, ProgramView, Run, SayOfNamesRequest, SumCheck } from '../wire/generated'
import type { FakeDocument, Source } from './fake-documents'

export const BUDGET_SOURCES: Source[] = [
  {
    title: '令和８年度 港湾・堰関係予算 概算要求の概要',
    kind: 'budget-request',
    issuer: '港湾研究推進本部',
    decidedOn: '2025-08-28',
    fiscalYear: 2026,
    text: `=== 1
# 1 総括
港湾強靱化プロジェクトの要求・要望額は120億円（文70億円、経50億円）である。うち要望額は20億円である。
堰更新プロジェクトの要求・要望額は約45億円である。
=== 2
# 2 港湾強靱化プロジェクト
| 港湾観測網整備事業\t文・新規\t70億円
| 港湾荷役省力化事業\t経・拡充\t49億円
| 港湾人材育成事業\t文・経\t3億円（内数）
港湾観測網整備事業（70億円、再掲）では、港の波と風を測る点を増やす。
=== 3
# 3 堰更新プロジェクト
| 堰老朽度点検事業\t総・経\t30億円
図では15億円と8億円が事業名から離れて置かれる。堰遠隔操作事業か堰魚道改良事業の額とみられる。`,
  },
  {
    title: '令和７年度 港湾・堰関係予算（案）',
    kind: 'budget',
    issuer: '港湾研究推進本部',
    draft: true,
    fiscalYear: 2025,
    text: `港湾観測網整備事業に62億円を計上する。
堰老朽度点検事業に28億5,000万円を計上する。`,
  },
]

type Given = Partial<BudgetLine> & Pick<BudgetLine, 'subject' | 'yen'> & { at: string; figure: string }

const PROJECTS = ['港湾強靱化プロジェクト', '堰更新プロジェクト'] as const
const OKU = 100_000_000
const open: Partial<BudgetLine> = { basis: 'undecided', leftOut: 'undecided', subjectKind: 'other', candidates: ['堰遠隔操作事業', '堰魚道改良事業'] }
const before: Partial<BudgetLine> = { fiscalYear: 2025, stage: 'initial' }

/** Each by words of its block, and the figure in it that is marked. */
const LINES: Given[] = [
  {
    at: '（文70億円', figure: '120億円', subject: PROJECTS[0], project: PROJECTS[0], subjectKind: 'project', yen: 120 * OKU, ministries: ['文', '経'],
    breakdown: [{ name: '文', yen: 70 * OKU }, { name: '経', yen: 50 * OKU }],
  },
  { at: 'うち要望額', figure: '20億円', subject: PROJECTS[0], project: PROJECTS[0], subjectKind: 'project', yen: 20 * OKU, stage: 'request-priority', leftOut: 'part' },
  { at: '約45億円', figure: '45億円', subject: PROJECTS[1], project: PROJECTS[1], subjectKind: 'project', yen: 45 * OKU, qualifiers: ['約'] },
  { at: '文・新規', figure: '70億円', subject: '港湾観測網整備事業', project: PROJECTS[0], yen: 70 * OKU, ministries: ['文'] },
  { at: '経・拡充', figure: '49億円', subject: '港湾荷役省力化事業', project: PROJECTS[0], yen: 49 * OKU, ministries: ['経'] },
  { at: '3億円（内数）', figure: '3億円', subject: '港湾人材育成事業', project: PROJECTS[0], yen: 3 * OKU, ministries: ['文', '経'], qualifiers: ['内数'], leftOut: 'within' },
  { at: '再掲）では', figure: '70億円', subject: '港湾観測網整備事業', project: PROJECTS[0], yen: 70 * OKU, ministries: ['文'], qualifiers: ['再掲'], leftOut: 'repeat', basis: 'same-line' },
  { at: '総・経', figure: '30億円', subject: '堰老朽度点検事業', project: PROJECTS[1], yen: 30 * OKU, ministries: ['総', '経'] },
  { at: '図では', figure: '15億円', subject: null, yen: 15 * OKU, ...open },
  { at: '図では', figure: '8億円', subject: null, yen: 8 * OKU, ...open },
  { at: 'に62億円', figure: '62億円', subject: '港湾観測網整備事業', project: PROJECTS[0], yen: 62 * OKU, ministries: ['文'], basis: 'sentence', ...before },
  { at: 'に28億', figure: '28億5,000万円', subject: '堰老朽度点検事業', project: PROJECTS[1], yen: 28.5 * OKU, ministries: ['総'], basis: 'sentence', ...before },
]

/** By place in LINES. */
const CHECKS: (Omit<SumCheck, 'total' | 'lines'> & { total: number; lines: number[] })[] = [
  { total: 0, parts: 'breakdown', lines: [0], stated: 120 * OKU, added: 120 * OKU, rounding: false },
  { total: 0, parts: 'programs', lines: [3, 4], stated: 120 * OKU, added: 119 * OKU, rounding: true },
  { total: 2, parts: 'programs', lines: [7], stated: 45 * OKU, added: 30 * OKU, rounding: false },
]

const MARKS: Record<string, string[]> = { 港湾観測網整備事業: ['新規'], 港湾荷役省力化事業: ['拡充'] }
const OTHER_NAMES: Record<string, ProgramView['aliases']> = {
  港湾観測網整備事業: [
    { name: '港湾観測網', evidence: 'shortened', saidOf: null },
    { name: '港湾かんそく網整備事業', evidence: 'spelling', saidOf: null },
  ],
}

const LOST: LostDecision[] = [
  {
    id: 7, document: 'doc-8', title: BUDGET_SOURCES[0]?.title ?? '', yen: 14 * OKU, subject: '堰魚道改良事業', decidedAt: '2026-10-02T09:00:00Z',
    runs: [{ text: '図では', mark: false }, { text: '14億円', mark: true }, { text: 'が置かれる。', mark: false }],
  },
]

/** What was decided by whom is kept by library. */
export class FakeBudget {
  #documents: () => FakeDocument[]
  #decided = new Map<string, Partial<BudgetLine>>()
  #said: SayOfNamesRequest[] = []
  #lost: LostDecision[]

  constructor(documents: () => FakeDocument[], lost = false) {
    this.#documents = documents
    this.#lost = lost ? LOST : []
  }

  view(): BudgetView {
    const lines = LINES.flatMap(({ at, figure, ...given }, i): BudgetLine[] => {
      const passage = this.#passages(at, figure)[0]
      if (!passage) return []
      const usual = {
        id: `line-${i}`, subjectKind: 'program', project: null, ministries: [], fiscalYear: 2026, stage: 'request', breakdown: [],
        qualifiers: [], basis: 'table', candidates: [], decidedAt: null, leftOut: null,
      }
      return [{ ...usual, ...given, ...this.#decided.get(`line-${i}`), passage }]
    })
    const checks = CHECKS.map(({ total, lines, ...check }) => ({ ...check, total: `line-${total}`, lines: lines.map((at) => `line-${at}`) }))
    return { lines, checks: lines.length ? checks : [], lost: lines.length ? this.#lost : [] }
  }

  decide({ line, decision }: DecideRequest, fail: (code: Code, detail: string) => never): BudgetView {
    if (!this.view().lines.some(({ id }) => id === line)) fail('bad-request', `no amount “${line}”`)
    if (decision.is === 'open') this.#decided.delete(line)
    else {
      const subject = decision.is === 'for' ? decision.subject : null
      const known = subject === null ? { leftOut: 'rejected' } : { leftOut: null, subjectKind: 'program', project: PROJECTS[1] }
      this.#decided.set(line, { subject, decidedAt: '2026-11-21T09:00:00Z', ...known })
    }
    return this.view()
  }

  forget(id: number): BudgetView {
    this.#lost = this.#lost.filter((lost) => lost.id !== id)
    return this.view()
  }

  say(request: SayOfNamesRequest): ProgramView[] {
    const pair = ({ name, other }: SayOfNamesRequest) => [name, other].sort().join('=')
    this.#said = this.#said.filter((said) => pair(said) !== pair(request))
    if (request.said !== 'nothing') this.#said.push(request)
    return this.programs()
  }

  /** As documents tell it, with what was said of pairs of names; chains are left to the program itself. */
  programs(): ProgramView[] {
    const programs = this.#asTold()
    for (const { name, other, said } of this.#said) {
      const at = programs.find((program) => program.name === name)
      if (!at) continue
      at.aliases = at.aliases.filter((alias) => alias.name !== other)
      if (said === 'different') at.apart.push({ name: other, saidOf: name })
      else {
        at.aliases.push({ name: other, evidence: 'said', saidOf: name })
        const joined = programs.findIndex((program) => program.name === other)
        if (joined >= 0) at.amounts.push(...(programs.splice(joined, 1)[0]?.amounts ?? []))
      }
    }
    return programs
  }

  #asTold(): ProgramView[] {
    const { lines } = this.view()
    const named = [...new Set(lines.flatMap(({ subject }) => subject ?? []))]
    return named.map((name, i): ProgramView => {
      const own = lines.filter((line) => line.subject === name)
      const project = (PROJECTS as readonly string[]).includes(name)
      const mentions = this.#passages(name, name)
      return {
        id: `program-${i}`, name, aliases: [...(OTHER_NAMES[name] ?? [])], apart: [], kind: project ? 'project' : 'program',
        project: project ? null : (own[0]?.project ?? null), parent: null,
        ministries: [...new Set(own.flatMap((line) => line.ministries))], marks: MARKS[name] ?? [], fund: name === '港湾荷役省力化事業',
        period: name === '港湾観測網整備事業' ? '令和７年度～11年度' : null, amounts: own.map(({ id }) => id),
        described: mentions.find(({ runs }) => runs.some((run) => run.text.includes('測る点を増やす'))) ?? null, mentions,
      }
    })
  }

  #passages(at: string, figure: string): Passage[] {
    return this.#documents().flatMap(({ info, blocks, texts }) =>
      texts.flatMap((text, block): Passage[] => {
        const found = blocks[block]
        if (!found || !text.includes(at)) return []
        const { document, title, draft, sample } = info
        const { lineStart, page, pageLabel } = found
        return [{ document, title, draft, sample, block, lineStart, page, pageLabel, runs: markOne(text, figure) }]
      }),
    )
  }
}

function markOne(text: string, figure: string): Run[] {
  const from = text.indexOf(figure)
  const parts = [text.slice(0, from), figure, text.slice(from + figure.length)]
  return parts.map((part, i) => ({ text: part, mark: i === 1 })).filter((run) => run.text !== '')
}
