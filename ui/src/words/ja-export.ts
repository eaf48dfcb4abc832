// The Japanese words of 書出し and 照合.

import type { ExportFormat, ExportWhat, MissingReason, VerifyStatus } from '../wire/generated'

const n = (count: number) => count.toLocaleString('ja-JP')

export const exporting = {
  title: '書き出し',
  open: '書き出し…',
  what: { collection: '抜粋集', notes: '注記', search: '検索結果', trace: 'たどった結果', coverage: '対応表', comparison: '新旧対照', budget: '予算' } as Record<ExportWhat['what'], string>,
  allNotes: 'すべての注記',
  filteredNotes: '絞り込んだ注記',
  selectedNotes: (count: number) => `選んだ${n(count)}件`,
  allAmounts: 'すべての文書の額',
  format: '形式',
  formats: {
    docx: { name: 'Word（.docx）', hint: '引用・注記・脚注・出典の一覧' },
    xlsx: { name: 'Excel（.xlsx）', hint: '型の付いた表' },
    pdf: { name: 'PDF', hint: '日本語の書体を埋め込み' },
    html: { name: 'HTML', hint: '一つのファイル、印刷できる' },
    md: { name: 'Markdown（.md）', hint: 'ほかのエディタで続きを書く' },
    csv: { name: 'CSV', hint: 'Excel で開ける一つの表' },
    json: { name: 'JSON', hint: 'W3C Web Annotation' },
    bibtex: { name: 'BibTeX（.bib）', hint: '出典だけ、LaTeX 用' },
    'csl-json': { name: 'CSL-JSON', hint: '出典だけ、文献管理ソフト用' },
  } as Record<ExportFormat, { name: string; hint: string }>,
  style: '出典の書き方',
  styles: { ministry: '府省の書き方', short: '短く（題名とページ）', academic: '論文の書き方', own: '自分で決める' },
  example: '例：',
  badStyle: (why: string) => `この書き方は使えません：${why}`,
  own: '出典の書き方（欄を { } で示す）',
  ownPlaceholder: '「{title}」[（{decided}{body}）]{section}、{page}',
  fields: '使える欄：{source} {title} {edition} {decided} {body} {issuer} {year} {summary} {section} {page} {lines} {url} {link} {file} {hash}。[ ] の中は、欄がすべて空なら省きます。',
  keep: 'この書き方を、この文書庫のふだんの書き方にする',
  start: '保存先を選んで書き出す…',
  print: '印刷…',
  unprintable: 'ここでは印刷の画面を開けません。HTML で書き出し、ブラウザで開いて印刷してください。',
  printView: '印刷する頁',
  running: '書き出しています…',
  progress: (done: number, total: number) => `${n(total)}件のうち${n(done)}件を書きました`,
  cancel: '中止',
  cancelled: '書き出しを中止しました。ファイルは作っていません。',
  done: (excerpts: number, rows: number) => `書き出しました（${[excerpts ? `抜粋${n(excerpts)}件` : '', rows ? `表${n(rows)}行` : ''].filter(Boolean).join('、') || '空'}）：`,
  missing: (signs: string) => `PDF の書体にない文字が□になっています：${signs}。Word か HTML で書き出すと出ます。`,
  verify: 'このファイルを照合する',
  reveal: 'フォルダーで表示',
}

const spots: [RegExp, string][] = [[/^paragraph (\d+)$/, '$1段落目'], [/^row (\d+)$/, '$1行目'], [/^line (\d+)$/, '$1行目'], [/^(.+), row (\d+)$/, '$1 $2行目'], [/^footnote (\d+)$/, '脚注$1']]

export const verifying = {
  title: '照合',
  open: '照合…',
  lead: '書き出したファイルを選ぶと、その引用が文書の文と今も同じかを確かめます。手で直された引用も分かります。',
  of: (file: string) => `ファイル：${file}`,
  choose: 'ファイルを選ぶ…',
  working: '引用を一つずつ文書と比べています…',
  sum: (exact: number, changed: number, missing: number) => `一致 ${n(exact)}件　相違 ${n(changed)}件　見つからず ${n(missing)}件`,
  noQuotes: 'このファイルに、辿りから書き出した引用は見つかりませんでした。',
  show: '表示する引用',
  shows: {
    all: (count: number) => `すべて ${n(count)}`,
    exact: (count: number) => `一致 ${n(count)}`,
    changed: (count: number) => `相違 ${n(count)}`,
    missing: (count: number) => `見つからず ${n(count)}`,
  },
  quotes: '引用の一覧',
  status: { exact: '一致', changed: '相違', missing: '見つからず' } as Record<VerifyStatus, string>,
  reasons: {
    'no-link': '引用のリンクが消されています。元の文をたどれません。',
    'bad-link': '引用のリンクが壊れています。元の文をたどれません。',
    'no-document': '引用元の文書がこの文書庫にありません。取り込むと照合できます。',
    'no-words': '引用元の文書に、この文がありません。',
  } as Record<MissingReason, string>,
  onlySpelling: '全角・半角や字体だけが違います。',
  newer: (title: string, has: boolean) => `新しい版「${title}」に、この文は${has ? 'あります' : 'ありません'}。`,
  spot: (spot: string) => spots.reduce((text, [pattern, to]) => text.replace(pattern, to), spot),
  inFile: 'ファイルの文',
  inDocument: '文書の文',
  toPassage: '本文で開く',
}
