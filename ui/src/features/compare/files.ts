// 新旧対照表 as files: for Excel, and as a page by itself. What is shown is written.

import { csvBytes } from '../../parts/csv'
import type { ComparisonView, SentenceView } from '../../wire/generated'
import { language, w } from '../../words/index.svelte'
import { changeName, isHeading, placeName, strengthName, textOf, type Row } from './rows'

export function csvOf(rows: readonly Row[]): Uint8Array {
  const side = (sentence: SentenceView | null) =>
    sentence ? [textOf(sentence.runs), sentence.pageLabel ?? sentence.page, sentence.lineStart] : ['', '', '']
  const pairs = rows.flatMap((row) => (row.type === 'pair' ? [row.pair] : []))
  const lines = pairs.map((pair) => [changeName(pair.change), ...side(pair.b), ...side(pair.a), strengthName(pair)])
  return csvBytes([Object.values(w().compare.csv), ...lines])
}

const STYLE = `body{font-family:'Noto Sans CJK JP','Noto Sans JP','BIZ UDPGothic','Yu Gothic UI','Hiragino Sans',sans-serif;line-height:1.7;line-break:strict;margin:2rem}
table{border-collapse:collapse;width:100%;table-layout:fixed}col.change{width:9em}
th,td{border:1px solid #555;padding:.3em .6em;text-align:start;vertical-align:top;overflow-wrap:anywhere}
thead{display:table-header-group}tr{break-inside:avoid}
.heading td{font-weight:bold;background:#f2f2f2}.fold td{color:#555;text-align:center}small{color:#555}u{text-underline-offset:.2em}`

export function htmlOf({ a, b }: ComparisonView, rows: readonly Row[]): Uint8Array {
  const words = w().compare
  const side = (sentence: SentenceView | null) => {
    if (!sentence) return escape(words.nothing)
    const text = sentence.runs.map((run) => (run.mark ? `<u>${escape(run.text)}</u>` : escape(run.text))).join('')
    return `${text} <small>${escape(placeName(sentence))}</small>`
  }
  const body = rows.map((row) => {
    if (row.type === 'fold') return row.open ? '' : `<tr class="fold"><td colspan="3">${escape(words.unchanged(row.count))}</td></tr>`
    const { pair } = row
    const change = [changeName(pair.change), strengthName(pair)].filter(Boolean).map(escape).join('<br>')
    return `<tr${isHeading(pair) ? ' class="heading"' : ''}><td>${side(pair.b)}</td><td>${side(pair.a)}</td><td>${change}</td></tr>`
  })
  const head = [words.columns.later(b), words.columns.earlier(a), words.columns.change].map((name) => `<th scope="col">${escape(name)}</th>`).join('')
  const html = `<!DOCTYPE html>
<html lang="${language()}"><head><meta charset="utf-8"><title>${escape(words.table)}</title><style>${STYLE}</style></head>
<body><h1>${escape(words.table)}</h1><p>${escape(words.htmlNote)}</p>
<table><colgroup><col><col><col class="change"></colgroup><thead><tr>${head}</tr></thead><tbody>
${body.filter(Boolean).join('\n')}
</tbody></table></body></html>
`
  return new TextEncoder().encode(html)
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
