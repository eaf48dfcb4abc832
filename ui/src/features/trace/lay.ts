// Asks the worker for a layout; where there is none (tests, a web view that refuses it), it is made here.

import { layout, type Input, type Layout } from './layout'

let worker: Worker | null | undefined
let turn = 0
const waiting = new Map<number, { input: Input; done: (layout: Layout) => void }>()

function start(): Worker | null {
  if (typeof Worker === 'undefined') return null
  try {
    const made = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' })
    made.onmessage = ({ data }: MessageEvent<{ turn: number; layout: Layout }>) => {
      waiting.get(data.turn)?.done(data.layout)
      waiting.delete(data.turn)
    }
    made.onerror = () => {
      worker = null
      for (const { input, done } of waiting.values()) done(layout(input))
      waiting.clear()
    }
    return made
  } catch {
    return null
  }
}

export function lay(input: Input): Promise<Layout> {
  worker ??= worker === null ? null : start()
  const there = worker
  if (!there) return Promise.resolve(layout(input))
  return new Promise((done) => {
    waiting.set(++turn, { input, done })
    there.postMessage({ turn, input })
  })
}
