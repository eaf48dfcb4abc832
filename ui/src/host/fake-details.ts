// What is known of a document of the imitation, and what a person makes of it.

import type { DocumentDetails, DocumentFields, EditRequest } from '../wire/generated'
import type { FakeDocument } from './fake-documents'
import { guessesOf } from './fake-import'

/** By document: what it said before anybody edited it. */
type Before = Map<string, DocumentFields>

export function fieldsOf({ info, work }: FakeDocument): DocumentFields {
  const { title, kind, issuer, edition, draft, decidedOn, decidedBy, fiscalYear } = info
  return { title, kind, issuer, work, edition, draft, decidedOn, decidedBy, fiscalYear }
}

export function detailsOf(document: FakeDocument, all: FakeDocument[], before: Before): DocumentDetails {
  const fields = fieldsOf(document)
  const first = before.get(document.info.document) ?? fields
  const edited = (Object.keys(fields) as (keyof DocumentFields)[]).filter((name) => fields[name] !== first[name])
  const guesses = guessesOf({ ...document, info: { ...document.info, ...first } })
  const editions = all.filter((other) => document.work !== null && other.work === document.work && other !== document)
  return { info: document.info, fields, guesses, edited, editions: editions.map(({ info }) => info) }
}

export function edit(document: FakeDocument, { fields }: EditRequest, before: Before): void {
  const { document: id } = document.info
  if (!before.has(id)) before.set(id, fieldsOf(document))
  const { work, ...info } = fields
  Object.assign(document.info, info, fields.draft ? { decidedOn: null } : {})
  document.work = work
}
