// The links of some blocks, in the order in which they are read: by kind, by direction, surest first.

import { bySurety, isFaint, isRejected, linkKinds } from '../../parts/links'
import type { LinkEnd, LinkView } from '../../wire/generated'

export interface Range {
  first: number
  last: number
}

/** A link, seen from the document that is read. */
export interface Seen {
  link: LinkView
  /** The end that is elsewhere. */
  other: LinkEnd
}

export interface Group {
  kind: string
  /** What the blocks rest on. */
  restsOn: Seen[]
  /** What became of them. */
  became: Seen[]
}

export interface Grouped {
  groups: Group[]
  /** Links that were left out as they are faint. */
  faint: number
  rejected: Seen[]
}

const stands = (end: LinkEnd, document: string, { first, last }: Range) =>
  end.passage.document === document && end.passage.block >= first && end.passage.block <= last

/** The links that end in the range. */
export const within = (links: readonly LinkView[], document: string, range: Range): LinkView[] =>
  links.filter((link) => stands(link.from, document, range) || stands(link.to, document, range))

export function grouped(links: readonly LinkView[], document: string, range: Range, withFaint: boolean): Grouped {
  const groups = new Map<string, Group>(linkKinds.map((kind) => [kind, { kind, restsOn: [], became: [] }]))
  const rejected: Seen[] = []
  let faint = 0
  for (const link of within(links, document, range).sort(bySurety)) {
    // Between two blocks of the range, the one that rests on the other is the one that is read.
    const restsOn = stands(link.from, document, range)
    const seen = { link, other: restsOn ? link.to : link.from }
    if (isRejected(link)) {
      rejected.push(seen)
      continue
    }
    if (isFaint(link)) faint++
    if (isFaint(link) && !withFaint) continue
    const group = groups.get(link.kind) ?? { kind: link.kind, restsOn: [], became: [] }
    groups.set(link.kind, group)
    group[restsOn ? 'restsOn' : 'became'].push(seen)
  }
  return { groups: [...groups.values()].filter((group) => group.restsOn.length + group.became.length > 0), faint, rejected }
}
