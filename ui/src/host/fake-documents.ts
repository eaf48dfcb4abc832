// Six small documents for a plain browser and for tests. Made up: no real policy is quoted.

import type { BlockView, DocumentInfo, PageView } from '../wire/generated'
import { boxesOf, PAPER, set, type Setting } from './fake-pdf'

export interface FakeDocument {
  info: DocumentInfo
  blocks: Omit<BlockView, 'runs' | 'markBoxes'>[]
  texts: string[]
  /** Pages and the places of the text on them; empty for a document that was never on paper. */
  pages: PageView[]
  settings: Setting[]
  work: string | null
}

export interface Source extends Partial<DocumentInfo> {
  title: string
  /**
   * A line a block: `#` heading, `-` item, `|` table row, `*` footnote, `~` furniture, `?` order undecided;
   * `=== 8` begins page 8, `=== 9 needs-ocr` a page of that quality.
   */
  text: string
  /** The work that it is an edition of. */
  work?: string
}

const SOURCES: Source[] = [
  {
    title: '地域研究開発推進計画（第２期）',
    work: '地域研究開発推進計画',
    kind: 'plan',
    issuer: '地域研究推進本部',
    edition: '第２期・決定',
    decidedOn: '2025-06-13',
    decidedBy: '地域研究推進本部',
    fiscalYear: 2025,
    text: `=== 1
~ 地域研究開発推進計画
# 1 はじめに
本計画は、地域の大学と企業が共に研究開発を進めるための取組を定めるものである。計画の期間は令和７年度からの５年間とする。
研究の成果を社会に届けるまでの道のりは長い。このため、基礎から実用化までを途切れなく支える取り組みが欠かせない。
# 2 基本方針
## 2.1 基礎研究の振興
若手研究者が腰を据えて研究に取り組めるよう、任期の長い職を増やし、研究時間を確保する。
- ① 研究支援人材の配置を進める。
- ② 共用の研究設備を整え、利用の手続を簡素にする。
=== 2
~ 2
## 2.2 創薬の基盤づくり
創薬の種となる研究を早い段階から支援し、企業への橋渡しを行う。日本医療研究開発機構（ＡＭＥＤ）と連携し、評価の仕組みをそろえる。
### (1) 医薬品の開発を支える人材の育成と、地域の医療機関・大学・企業が共同で行う治験の体制整備
治験に携わる専門職を令和11年度までに500人育成する。
- ア 大学院に課程を設け、現場での実習を必修とする。
- イ 小さな医療機関でも治験に参加できるよう、手続を電子化する。
* 1 治験とは、医薬品の承認を受けるために行う試験をいう。
=== 3
~ 3
# 3 推進体制
推進本部は毎年度、取組の進み具合を点検し、結果を公表する。必要があれば計画を見直す。`,
  },
  {
    title: '令和８年度 地域研究資源配分方針',
    kind: 'allocation-policy',
    issuer: '地域研究推進本部',
    decidedOn: '2025-07',
    decidedBy: '地域研究推進本部',
    fiscalYear: 2026,
    text: `=== 1
# 1 基本的な考え方
令和８年度の予算は、計画に定めた取組のうち、成果の見込みが高いものに重点を置いて配分する。
# 2 重点事項
## 2.1 創薬
創薬の基盤づくりに必要な経費を最優先で措置する。特に、橋渡し研究の拠点に対する支援を続ける。
## 2.2 人材
| 事項\t令和７年度\t令和８年度要望
| 研究支援人材の配置\t1,200百万円\t1,550百万円
| 治験専門職の育成\t400百万円\t620百万円`,
  },
  {
    title: '地域研究戦略（案）',
    kind: 'strategy',
    issuer: '地域研究推進本部事務局',
    draft: true,
    fiscalYear: 2024,
    text: `=== 1
# 第１章 なぜ今なのか
人口が減るなかで地域の活力を保つには、研究の成果を暮らしと産業に生かすことが要る。
# 第２章 目指す姿
2030年度までに、地域発の新しい治療法を10件、実用の段階に進める。
データの利活用については、個人の情報を守る仕組みを整えた上で検討する。`,
  },
  {
    title: '橋渡し研究支援事業 事業概要（要約）',
    kind: 'brief',
    issuer: '文部科学省',
    sample: true,
    summaryOf: '橋渡し研究支援事業の概要について（見本）',
    decidedOn: '2025',
    fiscalYear: 2025,
    text: `# 事業の目的
大学の優れた基礎研究の成果を、創薬や医療機器の開発につなげる。
# 事業の内容
拠点となる10大学に専門の職員を置き、試験の計画づくりから特許までを一貫して支援する。
- 補助率：定額
- 期間：令和３年度から令和７年度まで
令和７年度予算額は5,400百万円（前年度5,100百万円）。内数を含む。`,
  },
  {
    title: '令和８年度概算要求の概要（地域研究関係）',
    kind: 'budget-request',
    issuer: '文部科学省',
    decidedOn: '2025-08-29',
    decidedBy: '文部科学省',
    fiscalYear: 2026,
    text: `=== 1
~ 令和８年度概算要求
# 1 総括表
| 事業\t前年度予算額\t要求額
| 橋渡し研究支援\t5,400百万円\t6,100百万円
| 共用設備の整備\t2,300百万円\t2,300百万円
=== 2
~ - 2 -
# 2 主要事項
## 橋渡し研究支援
創薬の拠点を二つ増やし、コンピュータによる候補物質の探索を始める。ＡＩの活用にも取り組む。`,
  },
  {
    title: '共用設備整備事業 行政事業レビューシート',
    work: '地域研究開発推進計画',
    kind: 'review',
    issuer: '文部科学省',
    decidedOn: '2019-05',
    fiscalYear: 2019,
    text: `=== 1
# 事業の成果
共用設備の利用件数は目標の1,000件に対し1,240件となった。
? 利用件数 1,240件
? 目標 1,000件 達成度 124％
=== 2 needs-ocr
=== 3 ocr
# 点検の結果
利用の取組は進んだが、地方の大学からの利用は全体の２割にとどまる。手続の簡素化を続けること。
=== 4 needs-ocr`,
  },
]

export const fakeDocuments = (more: Source[] = []): FakeDocument[] => [...SOURCES, ...more].map(build)

/** A long document, to see that nothing stutters. */
export function longDocument(blocks: number): FakeDocument {
  const lines = Array.from({ length: blocks }, (_, i) => {
    if (i % 400 === 0) return `=== ${i / 40 + 1}\n# ${i / 400 + 1} 長い文書の第${i / 400 + 1}章`
    if (i % 40 === 0) return `=== ${i / 40 + 1}\n~ ${i / 40 + 1}\n## ${(i / 40) % 10} 節の見出し`
    const words = 'この段落は長い文書の動きを確かめるためのもので、内容に意味はない。'.repeat(1 + ((i * 7) % 9))
    return i % 97 === 0 ? `${words}ここに創薬の取組という語がある。` : words
  })
  return build({ title: `動作確認のための長い文書（${blocks}段落）`, kind: 'other', decidedOn: '2026', text: lines.join('\n') }, 99)
}

const KINDS: Record<string, string> = { '#': 'heading', '-': 'item', '|': 'table-row', '*': 'footnote', '~': 'furniture', '?': 'paragraph' }

function build({ text, work, ...info }: Source, at: number): FakeDocument {
  const document = `doc-${at + 1}`
  const blocks: FakeDocument['blocks'] = []
  const texts: string[] = []
  const above: { block: number; level: number }[] = []
  const pages: PageView[] = []
  let page: number | null = null
  text.split('\n').forEach((line, i) => {
    const turn = /^=== (\d+)(?: ([a-z-]+))?$/.exec(line)
    if (turn) {
      page = Number(turn[1])
      pages.push({ number: page, label: String(page), ...PAPER, quality: turn[2] ?? 'text' })
      return
    }
    const [, sign = '', rest = line] = /^(#+|[-|*~?]) (.*)$/.exec(line) ?? []
    const kind = KINDS[sign[0] ?? ''] ?? 'paragraph'
    const level = kind === 'heading' ? sign.length : null
    if (level !== null) while (above.length && (above.at(-1)?.level ?? 0) >= level) above.pop()
    const index = blocks.length
    const label = page === null ? null : String(page)
    const parent = above.at(-1)?.block ?? null
    blocks.push({ index, kind, level, page, pageLabel: label, lineStart: i + 1, lineEnd: i + 1, parent, boxes: [], undecided: sign === '?' })
    texts.push(rest)
    if (level !== null) above.push({ block: index, level })
  })
  const none = { kind: null, issuer: null, edition: null, summaryOf: null, decidedOn: null, decidedBy: null, fiscalYear: null }
  const rest = { draft: false, sample: false, superseded: false, importedAt: '2026-11-20T09:00:00Z' }
  const file = `${info.title.replace(/[（）\s]/g, '_')}.${pages.length ? 'pdf' : 'md'}`
  const settings = pages.length ? set(blocks.map(({ page, level }, i) => ({ text: texts[i] ?? '', page, level }))) : []
  settings.forEach((setting, i) => Object.assign(blocks[i] ?? {}, { boxes: boxesOf(setting) }))
  return { info: { ...none, ...rest, document, file, blocks: blocks.length, ...info }, blocks, texts, pages, settings, work: work ?? null }
}
