// What is typed about a document, and whether it can stand so.

import type { DocumentFields, Guess } from '../../wire/generated'
import { fields, type Field } from '../../words/codes'

/** As typed; empty: not known. */
export type Form = Record<Exclude<Field, 'draft'>, string> & { draft: boolean }

/** What is wrong with a field; a key of the words. */
export type Problem = 'badDate' | 'noSuchDay' | 'badYear'

export const emptyForm = (): Form => ({
  title: '', kind: '', issuer: '', work: '', edition: '', draft: false, decidedOn: '', decidedBy: '', fiscalYear: '',
})

export function toForm(of: DocumentFields): Form {
  const form = emptyForm()
  for (const field of fields) set(form, field, of[field])
  return form
}

/** Digits of any width, as they come out of an input method. */
const fold = (text: string) => text.normalize('NFKC').replace(/[‐‑–—−ー]/g, '-').trim()

/** A draft has no date of decision, whatever the field says. */
export function toFields(form: Form): DocumentFields {
  const text = (value: string) => value.trim() || null
  return {
    title: form.title.trim(),
    kind: text(form.kind),
    issuer: text(form.issuer),
    work: text(form.work),
    edition: text(form.edition),
    draft: form.draft,
    decidedOn: form.draft ? null : text(fold(form.decidedOn)),
    decidedBy: text(form.decidedBy),
    fiscalYear: fold(form.fiscalYear) === '' ? null : Number(fold(form.fiscalYear)),
  }
}

export function problems(form: Form): Partial<Record<Field, Problem>> {
  const found: Partial<Record<Field, Problem>> = {}
  const date = form.draft ? null : dateProblem(fold(form.decidedOn))
  if (date) found.decidedOn = date
  if (!/^$|^[12]\d{3}$/.test(fold(form.fiscalYear))) found.fiscalYear = 'badYear'
  return found
}

function dateProblem(typed: string): Problem | null {
  if (typed === '') return null
  const parts = /^([12]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(typed)
  if (!parts) return 'badDate'
  const [year, month, day] = parts.slice(1).map((part) => Number(part ?? 1)) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? null : 'noSuchDay'
}

/** The form with what was guessed of one field; emptied where nothing was. */
export function withGuess(form: Form, field: Field, guess: Guess | undefined): Form {
  const changed = { ...form }
  set(changed, field, guess === undefined ? null : field === 'draft' ? guess.value !== 'false' : guess.value)
  return changed
}

function set(form: Form, field: Field, value: string | number | boolean | null): void {
  if (field === 'draft') form.draft = value === true
  else form[field] = value === null ? '' : String(value)
}
