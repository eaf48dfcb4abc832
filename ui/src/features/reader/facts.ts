// 事実の印: what the text says, laid over the words of the query, and told in words.

import type { FactRun, FactView, Run } from '../../wire/generated'
import { era } from '../../words/dates'
import { w, yearName } from '../../words/index.svelte'

/** A stretch of text with what it says, and the words of the query in it. */
export interface Stretch {
  facts: FactView[]
  runs: Run[]
}

/** Cuts the words of the query where facts begin and end; both are the whole of one text. */
export function stretchesOf(marked: readonly Run[], facts: readonly FactRun[]): Stretch[] {
  const rest = marked.map((run) => ({ ...run }))
  return facts.map(({ text, facts }) => {
    const runs: Run[] = []
    let left = text.length
    while (left > 0 && rest[0]) {
      const run = rest[0]
      const part = run.text.slice(0, left)
      runs.push({ text: part, mark: run.mark })
      left -= part.length
      run.text = run.text.slice(part.length)
      if (run.text === '') rest.shift()
    }
    return { facts, runs }
  })
}

/** Kind and value of a fact, and what else is said of it. */
export interface Told {
  kind: string
  value: string
  more: string[]
}

export function tell(fact: FactView): Told {
  const words = w().facts
  const kind = words.kinds[fact.kind]
  const told = (value: string, ...more: (string | null | false)[]): Told => ({ kind, value, more: more.filter((line): line is string => Boolean(line)) })
  switch (fact.kind) {
    case 'amount': {
      const { yen, exactly, about } = w().budget
      const sum = (amount: number) => `${yen(amount)} = ${exactly(amount)}`
      const value = `${fact.approximate ? about : ''}${sum(fact.yen)}${fact.upto === null ? '' : ` – ${sum(fact.upto)}`}`
      const bound = fact.bound !== null && words.bounds[fact.bound]
      return told(value, bound || null, fact.within && words.within, fact.repeated && words.repeated, words.roles[fact.role] ?? null)
    }
    case 'date': {
      const day = (iso: string | null) => (iso === null ? '' : `${iso}${era(iso) === null ? '' : `（${era(iso)}）`}`)
      const value = fact.fiscalYear !== null && fact.to === null ? yearName(fact.fiscalYear) : fact.to === null ? day(fact.from) : `${day(fact.from)} – ${day(fact.to)}`
      return told(value)
    }
    case 'reference':
      return told(
        `${fact.title}${fact.draft ? `（${w().badge.draft}）` : ''}`,
        fact.decidedOn && words.decidedOn(fact.decidedOn),
        fact.body && words.body(fact.body),
        fact.lawNumber,
        fact.article,
        fact.short && words.short(fact.short),
      )
    case 'ministry':
      return told(fact.name, fact.mark && words.mark(fact.mark), fact.lead && words.lead)
    case 'target':
      return told(`${fact.name} ${fact.value}`, fact.period, fact.cumulative && words.cumulative(fact.cumulative))
    case 'definition':
      return told(words.standsFor(fact.short, fact.long))
    default:
      return told(fact.name)
  }
}
