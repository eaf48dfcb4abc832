// Japanese words of 事実: what the text of a document says.

import type { FactView } from '../wire/generated'

export const facts = {
  toggle: '事実の印',
  card: '文の述べる事実',
  kinds: {
    amount: '金額', date: '日付・期間', reference: '文献', ministry: '府省庁', organisation: '機関', project: 'プロジェクト', program: '事業',
    target: '目標', definition: '略称',
  } satisfies Record<FactView['kind'], string> as Record<FactView['kind'], string>,
  bounds: { 'at-least': '以上', 'at-most': '以下' } as Record<string, string>,
  roles: { 'unit-cost': '単価', market: '市場規模などの額（予算ではない）', change: '増減額' } as Record<string, string>,
  within: '内数',
  repeated: '再掲',
  decidedOn: (date: string) => `決定日：${date}`,
  body: (name: string) => `決定・公表：${name}`,
  short: (name: string) => `略称：${name}`,
  mark: (mark: string) => `略号：${mark}`,
  lead: '主務（◎）',
  cumulative: (value: string) => `累計：${value}`,
  standsFor: (short: string, long: string) => `「${short}」＝${long}`,
  openProgram: '「事業」で開く',
  noProgram: '「事業」の一覧には見つかりません。',
}
