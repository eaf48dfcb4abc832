// Which documents look like editions of one work: the window knows no works, only titles, kinds and issuers.

import type { DocumentInfo } from '../../wire/generated'

/** Two documents to compare. */
export interface Pair {
  later: DocumentInfo
  earlier: DocumentInfo
}

/** What tells editions apart in a title: brackets, years, numbers, 案. */
const TELLING = /[（(【［[][^）)】］\]]*[）)】］\]]|(?:令和|平成|昭和)?[\d元一二三四五六七八九十]+年度?|第[\d一二三四五六七八九十]+[期次版回]|改[訂定正]版?|素?案$|[\d\s・･、,._-]+/g

/** The title without that; editions of one work have it in common. */
export function stemOf({ title, kind, issuer }: DocumentInfo): string {
  const stem = title.normalize('NFKC').replaceAll(TELLING, '')
  // What is left of a title of figures tells nothing.
  return stem.length < 4 ? `${kind} ${issuer} ${title}` : `${kind} ${issuer} ${stem}`
}

const when = ({ decidedOn, fiscalYear, importedAt }: DocumentInfo): string => `${decidedOn ?? fiscalYear ?? ''} ${importedAt}`

/** Latest first. */
const byTime = (a: DocumentInfo, b: DocumentInfo): number => when(b).localeCompare(when(a)) || b.title.localeCompare(a.title, 'ja')

/** Other editions of a document, and all other documents. */
export function partners(documents: readonly DocumentInfo[], other: string): { editions: DocumentInfo[]; others: DocumentInfo[] } {
  const of = documents.find(({ document }) => document === other)
  const isEdition = (info: DocumentInfo) => of !== undefined && info.document !== other && stemOf(info) === stemOf(of)
  const sorted = [...documents].sort((a, b) => a.title.localeCompare(b.title, 'ja') || byTime(a, b))
  return { editions: sorted.filter(isEdition).sort(byTime), others: sorted.filter((info) => !isEdition(info)) }
}

/** Each edition beside the one before it, the latest pairs first. */
export function suggestions(documents: readonly DocumentInfo[], most = 8): Pair[] {
  const works = new Map<string, DocumentInfo[]>()
  for (const info of documents) works.set(stemOf(info), [...(works.get(stemOf(info)) ?? []), info])
  const pairs = [...works.values()].flatMap((editions) => {
    const sorted = editions.sort(byTime)
    return sorted.slice(1).map((earlier, i) => ({ later: sorted[i] as DocumentInfo, earlier }))
  })
  return pairs.sort((a, b) => byTime(a.later, b.later)).slice(0, most)
}
