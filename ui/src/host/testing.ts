// A host for tests whose answers come when, and in the order that, the test says.

import type { Commands } from '../wire/generated'
import { fakeHost, type FakeHost } from './fake'

export interface Waiting {
  name: keyof Commands
  request: unknown
  answer(response: unknown): void
  refuse(error: unknown): void
}

/** The imitation, but calls of the given commands wait in `waiting`. */
export function slowHost(...slow: (keyof Commands)[]): FakeHost & { waiting: Waiting[] } {
  const fake = fakeHost()
  const waiting: Waiting[] = []
  const call: FakeHost['call'] = (name, request) => {
    if (!slow.includes(name)) return fake.call(name, request)
    fake.calls.push({ name, request })
    return new Promise((answer, refuse) => {
      waiting.push({ name, request, answer: answer as Waiting['answer'], refuse })
    })
  }
  return Object.assign(Object.create(fake) as FakeHost, { waiting, call })
}

/** Lets everything that is ready happen. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}
