// The words of the language that is chosen.

import { kinds, type FileExplained, type KindCode } from './codes'
import { fiscalEra } from './dates'
import { en } from './en'
import { ja, type Words } from './ja'

export type Language = 'ja' | 'en'
export type { Words }

const all: Record<Language, Words> = { ja, en }
let chosen = $state<Language>('ja')

/** The words to show; reading them in a template follows the language. */
export function w(): Words {
  return all[chosen]
}

export function language(): Language {
  return chosen
}

export function speak(language: Language): void {
  chosen = language
  document.documentElement.lang = language
}

/** What a kind of document is called; an unknown kind by the name it came with. */
export function kindName(kind: string, label = kind): string {
  return (kinds as readonly string[]).includes(kind) ? w().kinds[kind as KindCode] : label
}

/** A 年度 in both calendars; an unknown one is said to be. */
export function yearName(year: number | null): string {
  return year === null ? w().budget.noYear : w().place.fiscalYear(year, fiscalEra(year))
}

/** What a guess says, as a person reads it. */
export function guessText(field: string, value: string): string {
  if (field === 'kind') return kindName(value)
  if (field === 'draft') return value === 'false' ? w().details.no : w().details.yes
  return value
}

/** Words for a code of an import report; an unknown code shows the message it came with. */
export function explainFile(code: string, message: string | null): FileExplained {
  const known: Record<string, FileExplained> = { ...w().fileWarnings, ...w().fileErrors }
  return known[code] ?? { cause: message ?? w().errors.unknownCode(code), next: '' }
}
