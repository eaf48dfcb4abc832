// English words of 事実: what the text of a document says.

import type { facts as jaFacts } from './ja-facts'

export const facts: typeof jaFacts = {
  toggle: 'Marks of facts',
  card: 'What the text says',
  kinds: {
    amount: 'Amount', date: 'Date or period', reference: 'Reference', ministry: 'Ministry', organisation: 'Body', project: 'Project', program: 'Program',
    target: 'Target', definition: 'Short name',
  },
  bounds: { 'at-least': 'at least', 'at-most': 'at most' },
  roles: { 'unit-cost': 'a unit cost', market: 'a figure of the economy, no budget', change: 'a change' },
  within: 'part of a larger sum',
  repeated: 'printed elsewhere already',
  decidedOn: (date) => `decided on ${date}`,
  body: (name) => `decided or published by ${name}`,
  short: (name) => `in short: ${name}`,
  mark: (mark) => `mark: ${mark}`,
  lead: 'leads (◎)',
  cumulative: (value) => `in all: ${value}`,
  standsFor: (short, long) => `“${short}” stands for ${long}`,
  openProgram: 'Open among programs',
  noProgram: 'Not among the programs.',
}
