// The Japanese words for each code: the thing, the cause, the next step.

import type { Code } from '../wire/generated'
import type { Explained, FileErrorCode, FileExplained, FileWarningCode } from './codes'

export const errors = {
  detail: '詳しい内容',
  unknownCode: (code: string) => `不明な符号（${code}）`,
}

export const codes: Record<Code, Explained> = {
  'library-unreadable': {
    thing: '文書庫を開けません。',
    cause: 'フォルダが見つからないか、読み書きする権限がありません。',
    next: 'フォルダの場所とアクセス権を確かめるか、左上から別の文書庫を開いてください。',
  },
  'library-newer': {
    thing: '文書庫を開けません。',
    cause: 'より新しい版の辿りで作られた文書庫です。',
    next: '辿りを新しい版にするか、左上から別の文書庫を開いてください。文書庫の中身は変えていません。',
  },
  'library-damaged': {
    thing: '文書庫のデータが壊れています。',
    cause: 'ディスクの故障や、書き込みの途中での中断が考えられます。',
    next: 'フォルダの控えがあれば戻してください。なければ新しい文書庫を作り、保管した原本（originals フォルダ）を取り込んでください。',
  },
  'library-busy': {
    thing: '文書庫に書き込めません。',
    cause: '別の辿りが同じ文書庫に書き込んでいます。',
    next: 'もう一方の取込が終わるのを待つか、もう一方を閉じてから、もう一度行ってください。',
  },
  'library-read-only': {
    thing: '文書庫に書き込めません。',
    cause: 'フォルダかディスクが読み取り専用です。',
    next: '検索と閲覧はこのまま使えます。取り込むには、書き込める場所の文書庫を開いてください。',
  },
  'disk-full': {
    thing: '保存できませんでした。',
    cause: '文書庫のあるディスクに空きがありません。',
    next: '不要なファイルを片付けて空きを作り、もう一度行ってください。済んだ分は保存されています。',
  },
  'no-library': {
    thing: '文書庫が開かれていません。',
    cause: '前に開いていた文書庫が見つからないか、閉じられています。',
    next: '左上から文書庫を選ぶか、新しく作ってください。',
  },
  'no-document': {
    thing: 'この文書は開けません。',
    cause: '文書庫から削除されたか、別の文書庫の文書です。',
    next: '文書の一覧から選び直すか、もう一度取り込んでください。',
  },
  'index-damaged': {
    thing: '検索の索引が使えません。',
    cause: '索引が壊れているか、この版の辿りより前の形式です。',
    next: '書き込める場所にあれば自動で作り直します。読み取り専用のときは、書き込める場所に文書庫を写して開いてください。文書は失われていません。',
  },
  'bad-query': {
    thing: 'この検索語では探せません。',
    cause: '引用符の閉じ忘れや、記号だけの入力が考えられます。',
    next: '引用符（"）を対にするか、記号を除いて入力してください。',
  },
  'bad-request': {
    thing: 'この操作は行えませんでした。',
    cause: '画面とプログラムの版が合っていません。',
    next: '辿りをいったん閉じて、開き直してください。続くときは入れ直してください。',
  },
  'bad-name': {
    thing: 'この名前の文書庫は作れません。',
    cause: '名前が空か、使えない文字（/ \\ : * ? " < > |）を含むか、同じ名前の文書庫があります。',
    next: '別の名前を入力してください。',
  },
  'dated-draft': {
    thing: '案に決定日は付けられません。',
    cause: '「案」とされている文書に日付が入力されました。案は決定の日付を借りません。',
    next: '決定された文書なら「案」を外してください。案のままなら日付を空にしてください。',
  },
  'not-written': {
    thing: 'ファイルに書けませんでした。',
    cause: '保存先がないか、書き込む権限がないか、ほかのソフト（Excel など）で開かれています。',
    next: '開いているソフトで閉じるか、別の場所を選んで、もう一度保存してください。',
  },
  internal: {
    thing: '操作の途中で問題が起きました。',
    cause: '辿りの不具合です。文書庫の内容は保たれています。',
    next: 'もう一度行ってください。続くときは、下の詳しい内容を添えて管理者に知らせてください。',
  },
}

export const fileErrors: Record<FileErrorCode, FileExplained> = {
  'empty-file': { cause: '中身のない（0バイトの）ファイルです。', next: '元のファイルを開いて、内容が保存されているか確かめてください。' },
  'binary-file': { cause: '文章ではないファイル（画像や実行ファイルなど）です。', next: '文書のファイルを選んでください。' },
  'too-large': { cause: 'ファイルが大きすぎます。', next: '章などに分けて、分けたものを取り込んでください。' },
  'unknown-format': {
    cause: 'この形式には対応していません。',
    next: 'テキスト（.txt）か Markdown（.md）、表は .tsv か .jsonl にして取り込んでください。',
  },
  undecodable: { cause: '文字コードを判別できません。', next: 'UTF-8 で保存し直してから取り込んでください。' },
  'unreadable-file': { cause: 'ファイルを読めません（権限がないか、ほかのソフトが使用中です）。', next: 'ほかのソフトで閉じるか、アクセス権を確かめて、もう一度取り込んでください。' },
  vanished: { cause: '取り込む前に、ファイルがなくなりました。', next: '移動先を確かめて、もう一度選んでください。' },
  'changed-while-read': { cause: '読んでいる間に、ファイルが書き換えられました。', next: '保存や同期が終わってから、もう一度取り込んでください。' },
  'disk-full': { cause: '文書庫のあるディスクに空きがありません。', next: '空きを作ってから、もう一度取り込んでください。' },
  'library-busy': { cause: '別の辿りが同じ文書庫に書き込んでいます。', next: '終わるのを待って、もう一度取り込んでください。' },
  'library-read-only': { cause: '文書庫が読み取り専用です。', next: '書き込める文書庫を開いてから取り込んでください。' },
  internal: { cause: '辿りの不具合で読めませんでした。', next: 'ほかのファイルには影響しません。詳細を添えて管理者に知らせてください。' },
}

export const warnings: Record<FileWarningCode, FileExplained> = {
  'replacement-characters': { cause: '読めない文字があり、\ufffd に置き換えました。', next: '固有名詞や数値は原本で確かめてください。' },
  'mixed-encoding': { cause: '複数の文字コードが混ざっています。', next: '文字化けがないか確かめ、あれば UTF-8 で保存し直して取り込んでください。' },
  'control-characters': { cause: '画面に出ない制御文字が混ざっています。', next: '文字の欠けがないか、原本で確かめてください。' },
  'lone-carriage-returns': { cause: '古い形式の改行（CR だけ）があり、改行とみなしていません。', next: '行番号を使うときは、改行を LF か CRLF にして取り込んでください。' },
  'long-line': { cause: 'とても長い行があり、いくつかの段落に分けました。', next: '改行が失われていないか、原本で確かめてください。' },
  'no-text': { cause: '空白のほかに文字がありません。', next: '画像だけの文書なら、文字を読み取ったものを取り込んでください。' },
  'read-as-plain-text': { cause: 'ファイル名の形式には対応していないため、ただの文章として読みました。', next: '見出しや表が正しく分かれているか確かめてください。' },
  'bad-front-matter': { cause: '先頭の書誌情報（--- の間）に読めない所があります。', next: '題名・決定日が正しいか確かめ、書き方を直して取り込んでください。' },
  'bad-record': { cause: '読めない行（レコード）があり、その行だけ除きました。', next: '詳細の行番号を見て直し、もう一度取り込んでください。' },
  'duplicate-record': { cause: '同じ id のレコードがあり、後のものを採りました。', next: '意図と違うときは、id が重ならないように直して取り込んでください。' },
}
