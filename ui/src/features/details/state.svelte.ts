// 書誌: what is known of a document, what of it was guessed from which words, and what a person set right.

import { asError, type Host, type WireError } from '../../host/types'
import type { DocumentDetails, Guess } from '../../wire/generated'
import { fields, type Field } from '../../words/codes'
import { emptyForm, problems, toFields, toForm, withGuess, type Form, type Problem } from './form'

export class DetailsState {
  /** The document that is asked about; null when nothing is shown. */
  document = $state<string | null>(null)
  details = $state.raw<DocumentDetails | null>(null)
  form = $state<Form>(emptyForm())
  error = $state.raw<WireError | null>(null)
  saving = $state(false)

  readonly problems: Partial<Record<Field, Problem>> = $derived(problems(this.form))
  readonly changed: Field[] = $derived(this.#changed())
  readonly canSave: boolean = $derived(!this.saving && this.changed.length > 0 && Object.keys(this.problems).length === 0)

  #host: Host

  constructor(host: Host) {
    this.#host = host
  }

  async open(document: string): Promise<void> {
    this.document = document
    this.details = null
    this.error = null
    try {
      const details = await this.#host.call('details', { document })
      if (document === this.document) this.#show(details)
    } catch (thrown) {
      if (document === this.document) this.error = asError(thrown)
    }
  }

  close(): void {
    this.document = null
    this.details = null
    this.error = null
  }

  guessOf(field: Field): Guess | undefined {
    return this.details?.guesses.find((guess) => guess.field === field)
  }

  /** Where the value in the form comes from; null where nobody knows. */
  sourceOf(field: Field): 'edited' | 'guessed' | null {
    if (field === 'decidedOn' && this.form.draft) return null
    if (this.changed.includes(field) && !this.#isGuess(field)) return 'edited'
    if (this.#isGuess(field)) return 'guessed'
    return this.details?.edited.includes(field) ? 'edited' : null
  }

  /** Whether there is something to go back to. */
  canGoBack(field: Field): boolean {
    return this.sourceOf(field) === 'edited' && (this.guessOf(field) !== undefined || this.changed.includes(field))
  }

  /** As it was guessed; where nothing was, as it was before this edit. */
  backToGuess(field: Field): void {
    const guess = this.guessOf(field)
    if (guess) this.form = withGuess(this.form, field, guess)
    else if (this.details) Object.assign(this.form, { [field]: toForm(this.details.fields)[field] })
  }

  /** Whether it was saved. */
  async save(): Promise<boolean> {
    const { document } = this
    if (document === null || !this.canSave) return false
    this.saving = true
    try {
      const details = await this.#host.call('edit', { document, fields: toFields(this.form) })
      if (document === this.document) this.#show(details)
      return true
    } catch (thrown) {
      this.error = asError(thrown)
      return false
    } finally {
      this.saving = false
    }
  }

  #show(details: DocumentDetails): void {
    this.details = details
    this.form = toForm(details.fields)
    this.error = null
  }

  #isGuess(field: Field): boolean {
    const guess = this.guessOf(field)
    return guess !== undefined && withGuess(this.form, field, guess)[field] === this.form[field]
  }

  #changed(): Field[] {
    if (!this.details) return []
    const before = toFields(toForm(this.details.fields))
    const now = toFields(this.form)
    return fields.filter((field) => before[field] !== now[field])
  }
}
